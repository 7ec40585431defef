import type { Reason } from '@wallet/shared/problem'
import { reasonWords } from '../../authoring/reasonWords.ts'
import type { Slips } from '../../authoring/useEditor.ts'
import type { Say } from '../../i18n/index.ts'

const isBelow = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}.`)
/** What only a template is refused for. */
const own = [
  [/two to six letters/, 'templates.reason.prefix'],
  [/^placeholders are/, 'templates.reason.placeholders'],
  [/#rrggbb/, 'templates.reason.colour'],
  [/builtin:|is not there/, 'templates.reason.picture'],
] as const
const wordsFor = (t: Say, message: string) => {
  const found = own.find(([pattern]) => pattern.test(message))
  return found ? t(found[1]) : reasonWords(t, message)
}

/** What is wrong with a field, for whoever asks by its path. */
export const slipsFor = (t: Say, reasons: () => readonly Reason[]): Slips => ({
  at: path => {
    const reason = reasons().find(each => each.path === path)
    return reason && wordsFor(t, reason.message)
  },
  below: path => reasons().filter(each => isBelow(each.path, path)).length,
})
