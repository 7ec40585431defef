import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import { inTransaction, type Db } from '../src/db/connect.ts'
import { instant } from '../src/db/query.ts'
import type { Chance } from './chance.ts'
import type { SeededPerson } from './company.ts'
import { insertRows } from './insertRows.ts'
import type { ProgressBar } from './progressBar.ts'

const dayMs = 86_400_000
/** Over how many days people have learned, and how often each of them. */
const days = 60
const times = 6

interface Wanted {
  readonly people: readonly SeededPerson[]
  readonly now: Date
  readonly zone: string
  readonly bar: ProgressBar
}

const columns = ['user_id', 'event_key', 'kind', 'at', 'day', 'data', 'points', 'seconds']

/** Lays in time spent on lessons: what active people and minutes are counted from. */
export const seedLearning = async (db: Db, chance: Chance, { people, now, zone, bar }: Wanted): Promise<void> => {
  const rowOf = ({ id }: SeededPerson, n: number) => {
    const at = new Date(now.getTime() - chance.below(days * dayMs))
    const seconds = 60 + chance.below(1_200)
    const day = isoDay(dayIn(at, zone))
    const data = JSON.stringify({ kind: 'lessonStudied', at: at.toISOString(), day, lessonId: n + 1, seconds })
    return [id, `studied:${n + 1}:${at.toISOString()}`, 'lessonStudied', instant(db, at), day, data, 0, seconds]
  }
  for (let from = 0; from < people.length; from += 4_000) {
    const rows = people.slice(from, from + 4_000).flatMap(person => Array.from({ length: times }, (_, n) => rowOf(person, n)))
    await inTransaction(db, tx => insertRows(tx, 'learning_events', columns, rows))
    bar.tell(Math.min(people.length, from + 4_000), people.length)
  }
}
