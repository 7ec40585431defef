import type { Reason } from '@wallet/shared/problem'
import { placeholders } from '@wallet/shared/templates/stage'
import { reasonWords } from '../../authoring/reasonWords.ts'
import type { Slips } from '../../authoring/useEditor.ts'
import type { Say } from '../../i18n/index.ts'

const isBelow = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}.`)
/** What only a template is refused for. */
const own = [
  [/two to six letters/, 'templates.reason.prefix'],
  [/^(\S.*) is no placeholder/, 'templates.reason.placeholder'],
  [/#rrggbb/, 'templates.reason.colour'],
  [/builtin:|is not there/, 'templates.reason.picture'],
] as const
const allowed = placeholders.map(name => `{{${name}}}`).join(' ')
/** A reason as whoever fills in a form reads it. */
export const slipWords = (t: Say, message: string): string => {
  for (const [pattern, words] of own) {
    const found = pattern.exec(message)
    if (found) return t(words, { what: found[1] ?? '', allowed })
  }
  return reasonWords(t, message)
}

/** What is wrong with a field, for whoever asks by its path. */
export const slipsFor = (t: Say, reasons: () => readonly Reason[]): Slips => ({
  at: path => {
    const reason = reasons().find(each => each.path === path)
    return reason && slipWords(t, reason.message)
  },
  below: path => reasons().filter(each => isBelow(each.path, path)).length,
})
