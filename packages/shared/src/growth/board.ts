import { z } from 'zod'
import { UnitRef } from '../people/person.ts'
import { metrics, scopes } from './leaderboard.ts'
import { periodKinds } from './period.ts'

const count = z.int().min(0)
const day = z.iso.date().nullable()

/** A person's row. Employee numbers are not shown to colleagues. */
export const BoardRow = z
  .object({
    kind: z.literal('place'),
    rank: z.int().min(1),
    isShared: z.boolean().describe('Somebody else has the same rank'),
    fullName: z.string(),
    unitName: z.string(),
    value: count,
    movement: z.int().nullable().describe('Ranks won (above 0) or lost since the period before; null: not on the board then'),
    isMe: z.boolean(),
  })
  .meta({ id: 'BoardRow' })
export type BoardRow = z.infer<typeof BoardRow>

/** Rows that are left out, from one rank to another. */
export const BoardGap = z.object({ kind: z.literal('gap'), from: z.int(), to: z.int() }).meta({ id: 'BoardGap' })
export type BoardGap = z.infer<typeof BoardGap>

/** A leaderboard as I see it: the top, my row and my neighbours. */
export const Leaderboard = z
  .object({
    metric: z.enum(metrics),
    scope: z.enum(scopes),
    unit: UnitRef.describe('Whose board it is: my unit with all below it, or the enterprise'),
    period: z.object({
      kind: z.enum(periodKinds),
      from: day.describe('First local day; null: without a beginning'),
      until: day.describe('The day after the last'),
    }),
    isClosed: z.boolean().describe('The period is over: nothing changes any more'),
    rows: z.array(z.discriminatedUnion('kind', [BoardRow, BoardGap])),
    mine: BoardRow.describe('My row, or where it would stand'),
    isOptedOut: z.boolean().describe('I am not seen by others here'),
    next: z
      .object({ rank: z.int().min(1), missing: z.int().min(1) })
      .nullable()
      .describe('What is missing to stand above the next better rank; null: nothing'),
    total: count.describe('How many are on the board'),
  })
  .meta({ id: 'Leaderboard' })
export type Leaderboard = z.infer<typeof Leaderboard>
