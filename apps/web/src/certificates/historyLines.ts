import type { Certificate, HistoryEntry } from '@wallet/shared/certificates/certificate'
import type { IconName } from '../ui/icons.ts'

export type HistoryLine =
  | { readonly kind: 'event'; readonly at: string; readonly entry: HistoryEntry }
  | { readonly kind: 'checked'; readonly at: string; readonly checks: number }

/** That it was replaced is said already by how: renewed, or corrected. */
const isSaid = ({ event, certificateNo }: HistoryEntry, history: readonly HistoryEntry[]) =>
  event === 'superseded' && history.some(other => ['renewed', 'reissued'].includes(other.event) && other.certificateNo === certificateNo)

/** What happened, oldest first, with the checks at the time of the last one. */
export const historyLines = (history: readonly HistoryEntry[], { checks, lastCheckedAt }: Pick<Certificate, 'checks' | 'lastCheckedAt'>): HistoryLine[] => {
  const events = history.filter(entry => !isSaid(entry, history)).map((entry): HistoryLine => ({ kind: 'event', at: entry.at, entry }))
  const all: HistoryLine[] = lastCheckedAt ? [...events, { kind: 'checked', at: lastCheckedAt, checks }] : events
  return [...all].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

export const eventIcons: Readonly<Record<HistoryEntry['event'], IconName>> = {
  issued: 'stamp',
  revoked: 'revoked',
  suspended: 'pause',
  restored: 'valid',
  renewed: 'refresh',
  reissued: 'edit',
  superseded: 'replaced',
  withheld: 'eyeoff',
}
