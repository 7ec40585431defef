import type { Batch, WholeBatch } from '@wallet/shared/issuing/batch'
import type { BatchVerdict } from '@wallet/shared/issuing/batchFile'
import type { Say, WordKey } from '../i18n/index.ts'
import type { IconName } from '../ui/icons.ts'

/** `1,187` */
export const figure = (n: number): string => n.toLocaleString('en')

/** `41 秒`, `1 分 07 秒` */
export const duration = (seconds: number, t: Say): string => {
  const whole = Math.max(1, Math.round(seconds))
  return whole < 60 ? t('batch.seconds', { s: whole }) : t('batch.minutes', { m: Math.floor(whole / 60), s: String(whole % 60).padStart(2, '0') })
}

interface Look {
  readonly tone: 'valid' | 'expiring' | 'ended' | 'danger' | 'primary'
  readonly icon: IconName
  readonly words: WordKey
}
/** What becomes of a row, by colour, icon and word. */
export const verdictLooks: Readonly<Record<BatchVerdict, Look>> = {
  ready: { tone: 'valid', icon: 'check', words: 'batch.verdictReady' },
  check: { tone: 'expiring', icon: 'alert', words: 'batch.verdictCheck' },
  skip: { tone: 'ended', icon: 'minus', words: 'batch.verdictSkip' },
  bad: { tone: 'danger', icon: 'fail', words: 'batch.verdictBad' },
}
/** Where a batch stands, the same way. */
export const stateLooks: Readonly<Record<Batch['state'], Look>> = {
  previewed: { tone: 'expiring', icon: 'eye', words: 'batch.state.previewed' },
  running: { tone: 'primary', icon: 'hourglass', words: 'batch.state.running' },
  paused: { tone: 'ended', icon: 'pause', words: 'batch.state.paused' },
  done: { tone: 'valid', icon: 'valid', words: 'batch.state.done' },
  failed: { tone: 'danger', icon: 'alert', words: 'batch.state.failed' },
  cancelled: { tone: 'ended', icon: 'fail', words: 'batch.state.cancelled' },
}

const encodings: Readonly<Record<Batch['encoding'], string>> = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', gb18030: 'GBK' }
/** What people call the way in which a file was saved. */
export const encodingName = (encoding: Batch['encoding']): string => encodings[encoding]

const mostNamed = 5
/** The columns of a file that nothing is taken from, as far as they have names: the first five, and how many there are. */
export const unusedColumns = ({ header, columns }: Pick<WholeBatch, 'header' | 'columns'>): { names: string; count: number } => {
  const used = new Set(Object.values(columns))
  const unused = header.filter((name, at) => name.trim() !== '' && !used.has(at))
  return { names: unused.slice(0, mostNamed).join(' · ') + (unused.length > mostNamed ? ' …' : ''), count: unused.length }
}

/** Which of the four steps a batch has come to. */
export const stepOf = ({ state }: Pick<Batch, 'state'>): 2 | 3 | 4 => (state === 'previewed' ? 2 : state === 'done' || state === 'cancelled' ? 4 : 3)
