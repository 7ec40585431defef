import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import { pictures, placeholders, type Placeholder } from '@wallet/shared/templates/stage'
import { fontFamilies, htmlElements, shapeElements, styleProperties } from '@wallet/shared/templates/vocabulary'
import type { CodeLanguage } from './languages.ts'

type Name = (fact: Placeholder) => string
/** What is written at the cursor, up to it, and what may stand there. */
type Offer = readonly [RegExp, readonly Completion[]]

const named = (names: readonly string[], type: string): Completion[] => names.map(label => ({ label, type }))
const inMarkup = (nameOf: Name): Offer[] => {
  const facts = placeholders.map((name): Completion => ({ label: `{{${name}}}`, detail: nameOf(name), type: 'variable' }))
  const conditions = placeholders.map((name): Completion => ({ label: `if-${name}`, detail: nameOf(name), type: 'class' }))
  return [
    [/src="[^"]*$/, named([...pictures.map(name => `{{${name}}}`), 'asset:'], 'constant')],
    [/class="(?:[^"]*\s)?[\w-]*$/, [...conditions, ...named(['fit', 'fit-2', 'fit-3'], 'class')]],
    [/\{\{?\w*$/, facts],
    [/<\/?\w*$/, named([...htmlElements, ...shapeElements], 'type')],
    [/<\w[^<>]*\s[\w-]*$/, named(['class', 'style', 'src', 'alt'], 'property')],
  ]
}
const inStyle: readonly Offer[] = [
  [
    /font-family\s*:[^;{}]*$/,
    named(
      fontFamilies.map(name => `'${name}'`),
      'constant',
    ),
  ],
  [/[{;]\s*[\w-]*$/, named(styleProperties, 'property')],
]
/** From where on the offer takes the place of what is written. */
const writtenFrom = /\{\{?\w*$|[\w'{-][\w:'-]*$/

const offered = (offers: readonly Offer[], { state, pos, explicit }: CompletionContext): CompletionResult | null => {
  const before = state.sliceDoc(Math.max(0, pos - 400), pos)
  const offer = offers.find(([pattern]) => pattern.test(before))
  const written = writtenFrom.exec(before)?.[0] ?? ''
  if (!offer || (!explicit && written === '' && !before.endsWith('<'))) return null
  return { from: pos - written.length, options: [...offer[1]], validFor: /^[\w{}:'-]*$/ }
}

/** Offers what a template may contain, and nothing else. */
export const completeIn = (language: CodeLanguage, nameOf: Name): CompletionSource => {
  const offers = language === 'html' ? inMarkup(nameOf) : inStyle
  return context => offered(offers, context)
}
