import type { HistoryEntry } from '@wallet/shared/certificates/certificate'
import { expect, it } from 'vitest'
import { historyLines } from './historyLines.ts'

const entry = (event: HistoryEntry['event'], at: string, certificateNo: string | null = null): HistoryEntry => ({
  ...{ event, at, certificateNo },
  ...{ byName: null, reason: null, templateVersion: null },
})
const history = [entry('issued', '2026-11-20T01:12:00Z'), entry('revoked', '2026-11-22T08:40:00Z')]

it('tells of the checks at the time of the last one', () => {
  expect(
    historyLines(history, { checks: 12, lastCheckedAt: '2026-11-21T10:03:00Z' }).map(line => (line.kind === 'event' ? line.entry.event : line.kind)),
  ).toEqual(['issued', 'checked', 'revoked'])
})
it('says nothing of checks where there were none', () => {
  expect(historyLines(history, { checks: 0, lastCheckedAt: null })).toHaveLength(2)
})
it('does not say twice that it was replaced: how it was says so', () => {
  const at = '2026-11-21T10:03:00Z'
  const renewed = [...history, entry('renewed', at, 'B'), entry('superseded', at, 'B')]
  expect(historyLines(renewed, { checks: 0, lastCheckedAt: null })).toHaveLength(3)
  expect(historyLines([...history, entry('superseded', at, 'B')], { checks: 0, lastCheckedAt: null })).toHaveLength(3)
})
