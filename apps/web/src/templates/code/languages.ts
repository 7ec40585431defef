import { cssLanguage } from '@codemirror/lang-css'
import { indentNodeProp, LRLanguage } from '@codemirror/language'
import { parser } from '@lezer/html'

/** Markup alone: the usual package brings a parser of JavaScript with it, which no template may hold. */
const htmlLanguage = LRLanguage.define({
  name: 'html',
  parser: parser.configure({ props: [indentNodeProp.add({ Element: ({ baseIndent, unit }) => baseIndent + unit })] }),
})

export const languages = { html: htmlLanguage, css: cssLanguage } as const
export type CodeLanguage = keyof typeof languages
