import type { WholeBatch } from '@wallet/shared/issuing/batch'
import type { BatchRecord } from './batchStore.ts'

/** A batch as it crosses the wire, with how fast it goes and how long it will still take. */
export const shownBatch = (record: BatchRecord): WholeBatch => {
  const { id, state, template, counts, pictures, problem, createdByName, confirmedByName, file, settings } = record
  const seconds = record.runMs / 1000
  const perSecond = counts.issued > 0 && seconds > 0 ? Math.round((counts.issued / seconds) * 10) / 10 : null
  const left = state === 'running' || state === 'paused' || state === 'failed' ? counts.valid - counts.issued : null
  return {
    ...{ id, state, template, counts, pictures, problem, createdByName, confirmedByName, seconds, perSecond },
    ...{ fileName: file.fileName, encoding: file.encoding, delimiter: file.delimiter, header: [...file.header] },
    ...{ columns: settings.columns, duplicates: settings.duplicates },
    secondsLeft: left !== null && perSecond ? Math.ceil(left / perSecond) : null,
    createdAt: record.createdAt.toISOString(),
    judgedAt: state === 'previewed' ? record.touchedAt.toISOString() : null,
    confirmedAt: record.confirmedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
  }
}
