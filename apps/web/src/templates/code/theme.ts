import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const mono = "ui-monospace, 'SF Mono', 'JetBrains Mono', 'Noto Sans Mono CJK SC', Menlo, Consolas, monospace"

/** The house's colours; they are variables, so that night falls here as everywhere. */
const look = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'var(--card)', fontSize: '13px', borderRadius: '7px' },
  '&.cm-focused': { outline: '2px solid var(--primary)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: mono, lineHeight: '20px', maxBlockSize: 'var(--code-height, 420px)', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)', paddingBlock: '8px', minBlockSize: 'var(--code-floor, 0)' },
  '.cm-line': { paddingInline: '4px 8px' },
  '.cm-cursor': { borderInlineStartColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--primary-soft)' },
  '.cm-gutters': { color: 'var(--text-2)', backgroundColor: 'var(--card)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { minInlineSize: '28px', paddingInline: '4px 8px' },
  '.cm-placeholder-fact': { color: 'var(--achievement)' },
  '.cm-refused-line': { backgroundColor: 'var(--danger-soft)' },
  '.cm-lintRange': { backgroundImage: 'none', paddingBlockEnd: '0' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--danger) 1.5px', textUnderlineOffset: '3px', textDecorationSkipInk: 'none' },
  '.cm-gutter-lint': { inlineSize: '20px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0' },
  '.cm-lint-marker': { inlineSize: '20px', block: '20px', padding: '0', textAlign: 'center' },
  '.cm-lint-marker-error': { content: 'normal' },
  '.cm-lint-marker-error::before': { content: '"×"', color: 'var(--danger)', fontSize: '18px', fontWeight: '600', lineHeight: '20px' },
  '.cm-tooltip': { color: 'var(--text)', backgroundColor: 'var(--card)', border: '1px solid var(--line-strong)', borderRadius: '8px', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: mono, fontSize: '13px', maxBlockSize: '220px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '6px 10px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--on-primary)', backgroundColor: 'var(--primary)' },
  '.cm-completionDetail': { color: 'inherit', fontFamily: 'var(--font-ui)', fontStyle: 'normal' },
  '.cm-diagnostic': { padding: '8px 12px', fontFamily: 'var(--font-ui)', fontSize: '12px' },
  '.cm-diagnostic-error': { borderInlineStart: '3px solid var(--danger)' },
})

const inks = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket, tags.className, tags.keyword], color: 'var(--primary)' },
  { tag: [tags.attributeName, tags.propertyName], color: 'var(--text)' },
  { tag: [tags.attributeValue, tags.string, tags.number, tags.color, tags.atom, tags.unit], color: 'var(--course)' },
  { tag: [tags.comment], color: 'var(--text-2)' },
  { tag: [tags.invalid], color: 'var(--danger)' },
])

export const theme = [look, syntaxHighlighting(inks)]
