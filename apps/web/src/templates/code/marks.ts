import { forEachDiagnostic, lintGutter, setDiagnosticsEffect } from '@codemirror/lint'
import { RangeSetBuilder, StateField, type EditorState } from '@codemirror/state'
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'

const refusedLine = Decoration.line({ class: 'cm-refused-line' })
const tint = (state: EditorState): DecorationSet => {
  const lines = new Set<number>()
  forEachDiagnostic(state, (_, from) => void lines.add(state.doc.lineAt(from).from))
  const builder = new RangeSetBuilder<Decoration>()
  for (const start of [...lines].sort((one, other) => one - other)) builder.add(start, start, refusedLine)
  return builder.finish()
}
/** Lines with something refused in them are tinted. */
const refusedLines = StateField.define<DecorationSet>({
  create: tint,
  update: (tinted, change) => (change.docChanged || change.effects.some(effect => effect.is(setDiagnosticsEffect)) ? tint(change.state) : tinted),
  provide: field => EditorView.decorations.from(field),
})

const facts = new MatchDecorator({ regexp: /\{\{\w+\}\}/g, decoration: Decoration.mark({ class: 'cm-placeholder-fact' }) })
/** What is filled in later has a colour of its own. */
const placeholderFacts = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = facts.createDeco(view)
    }
    update(change: ViewUpdate) {
      this.decorations = facts.updateDeco(change, this.decorations)
    }
  },
  { decorations: plugin => plugin.decorations },
)

/** The mark of a refused line stands before its number. */
export const marks = [lintGutter(), refusedLines, placeholderFacts]
