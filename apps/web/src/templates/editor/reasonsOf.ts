import type { Reason } from '@wallet/shared/problem'
import type { SlipCode } from '@wallet/shared/templates/slip'
import { reasonWords } from '../../authoring/reasonWords.ts'
import type { Slips } from '../../authoring/useEditor.ts'
import type { Say, WordKey } from '../../i18n/index.ts'

const isBelow = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}.`)
/** What only a template is refused for. */
const own: Readonly<Record<SlipCode, WordKey>> = {
  prefix: 'templates.reason.prefix',
  placeholder: 'templates.reason.placeholders',
  colour: 'templates.reason.colour',
  picture: 'templates.reason.picture',
  unknown_asset: 'templates.reason.picture',
}
const isOwn = (code: string | undefined): code is SlipCode => code !== undefined && Object.hasOwn(own, code)
/** A reason as whoever fills in a form reads it. */
export const slipWords = (t: Say, { code, message, what = '', allowed = '' }: Reason) =>
  isOwn(code) ? t(own[code], { what, allowed }) : reasonWords(t, message)

/** What is wrong with a field, for whoever asks by its path. */
export const slipsFor = (t: Say, reasons: () => readonly Reason[]): Slips => ({
  at: path => {
    const reason = reasons().find(each => each.path === path)
    return reason && slipWords(t, reason)
  },
  below: path => reasons().filter(each => isBelow(each.path, path)).length,
})
