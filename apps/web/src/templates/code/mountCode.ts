import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionSource } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { languages, type CodeLanguage } from './languages.ts'
import { marks } from './marks.ts'
import { theme } from './theme.ts'

interface Settings {
  readonly language: CodeLanguage
  readonly text: string
  readonly complete: CompletionSource
  readonly phrases: Readonly<Record<string, string>>
  /** What a screen reader says of it. */
  readonly spoken: Readonly<Record<string, string>>
  readonly typed: (text: string) => void
}
/** Where something is wrong, and why. */
export type Mark = Pick<Diagnostic, 'from' | 'to' | 'message'>

const spokenAs = (spoken: Settings['spoken']): Extension =>
  EditorView.contentAttributes.of({ ...spoken, tabindex: '0', autocapitalize: 'off', autocorrect: 'off' })

/**
 * An editor in a shadow tree of its own. There, CodeMirror takes its styles as adopted style sheets; in the page itself it would
 * write a `<style>` element, which the Content-Security-Policy forbids.
 */
export const mountCode = (host: HTMLElement, { language, text, complete, phrases, spoken, typed }: Settings) => {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const label = new Compartment()
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...[...marks, lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), indentUnit.of('  ')],
        autocompletion({ override: [complete], icons: false }),
        // Tab indents; Escape and then Tab leaves, as CodeMirror has it.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
        ...[EditorView.lineWrapping, languages[language], EditorState.phrases.of(phrases), label.of(spokenAs(spoken)), theme],
        EditorView.updateListener.of(({ docChanged, state }) => void (docChanged && typed(state.doc.toString()))),
      ],
    }),
  })
  return {
    /** Another text, as when a version is restored; what was typed can still be undone. */
    write: (now: string) => {
      if (now !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: now } })
    },
    mark: (found: readonly Mark[]) => {
      const end = view.state.doc.length
      const within = found.map(({ from, to, message }) => ({ from: Math.min(from, end), to: Math.min(to, end), message, severity: 'error' as const }))
      view.dispatch(setDiagnostics(view.state, within))
    },
    say: (now: Settings['spoken']) => view.dispatch({ effects: label.reconfigure(spokenAs(now)) }),
    jump: (to: number) => {
      const anchor = Math.min(to, view.state.doc.length)
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}
export type Code = ReturnType<typeof mountCode>
