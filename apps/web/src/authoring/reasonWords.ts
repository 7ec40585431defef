import type { Say, WordKey } from '../i18n/index.ts'

/** The server's reasons are written for developers: what an author reads instead. `{n}` is the figure in the reason. */
const known: readonly (readonly [RegExp, WordKey])[] = [
  [/^Too big: expected (string|array) to have <=(\d+)/, 'authoring.reason.tooLong'],
  [/^Too big: expected (number|int) to be <=(\d+)/, 'authoring.reason.tooBig'],
  [/^Too small: expected (number|int) to be >=?(\d+)/, 'authoring.reason.tooSmall'],
  [/^Too small: expected array/, 'authoring.reason.emptyList'],
  [/something to read|^Too small: expected string|lesson of text needs text/, 'authoring.reason.empty'],
  [/needs a file/, 'authoring.reason.file'],
  [/control characters/, 'authoring.reason.controls'],
  [/expected number|expected int/, 'authoring.reason.number'],
  [/^Invalid option/, 'authoring.reason.option'],
  [/twice|stands here already/, 'authoring.reason.twice'],
  [/is not published/, 'authoring.reason.notPublished'],
  [/has to be required/, 'authoring.reason.nothingRequired'],
  [/a stage asks for|at least one stage/, 'authoring.reason.emptyList'],
  [/^belongs to /, 'authoring.reason.foreign'],
  [/is not in use|not for achievements/, 'authoring.reason.template'],
  [/is not there/, 'authoring.reason.gone'],
]

/** Why a field was refused, in the author's language. */
export const reasonWords = (t: Say, message: string): string => {
  for (const [pattern, words] of known) {
    const found = pattern.exec(message)
    if (found) return t(words, found[2] === undefined ? {} : { n: Number(found[2]) })
  }
  return t('authoring.reason.other')
}
