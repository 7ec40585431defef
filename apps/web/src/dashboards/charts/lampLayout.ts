import type { PeopleField, PeopleStates } from '@wallet/shared/dashboards/coverage'
import type { Context, Speech } from './chart.ts'
import { blocksOf, lampsOf, peopleOf } from './lampUnits.ts'

/** Gaps in widths of a lamp. */
const teamGap = 0.55
const departmentGap = 2
const [leastPitch, mostPitch] = [9, 24]
/** What a lamp may stand for. */
const scales = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

type Department = PeopleField['departments'][number]
interface Pitch {
  readonly rows: number
  readonly pitch: number
}
export interface Block {
  readonly team: PeopleStates
  readonly x: number
  readonly columns: number
  readonly width: number
  readonly top: number
}
export interface Stand {
  readonly unit: PeopleStates['unit']
  readonly x: number
  readonly end: number
  readonly blocks: readonly Block[]
}
export interface Field {
  readonly stands: readonly Stand[]
  readonly perLamp: number
  /** From lamp to lamp, across and upward. */
  readonly across: number
  readonly up: number
  readonly floor: number
  /** On which the name of a department stands with its number. */
  readonly lines: 1 | 2
}
export interface Room extends Speech {
  readonly u: number
  readonly width: number
  /** Between what stands above the lamps and their floor. */
  readonly top: number
  readonly floor: number
  readonly lines: 1 | 2
}

const columnsOf = (team: PeopleStates, rows: number, perLamp: number) => Math.max(1, Math.ceil(Math.ceil(peopleOf(team) / perLamp) / rows))
const widthInLamps = (departments: readonly Department[], rows: number, perLamp: number) =>
  departments.reduce(
    (sum, { teams }) => sum + teams.reduce((all, team) => all + columnsOf(team, rows, perLamp), 0) + (teams.length - 1) * teamGap,
    (departments.length - 1) * departmentGap,
  )

/** The number of rows with which lamps are largest. */
const bestPitch = (departments: readonly Department[], perLamp: number, { width, top, floor }: Room): Pitch =>
  Array.from({ length: 39 }, (_, index) => index + 2)
    .map(rows => ({ rows, pitch: Math.min(width / widthInLamps(departments, rows, perLamp), (floor - top) / rows) }))
    .reduce((best, next) => (next.pitch > best.pitch ? next : best), { rows: 1, pitch: 0 })

/** As few people a lamp as leave the lamps large enough to be seen. */
const scaleFor = (departments: readonly Department[], room: Room) => {
  const tried = scales.map(perLamp => ({ perLamp, ...bestPitch(departments, perLamp, room) }))
  return tried.find(({ pitch }) => pitch >= leastPitch * room.u) ?? tried.at(-1) ?? { perLamp: 1, rows: 1, pitch: 0 }
}

/** Where each block stands: its width in proportion to its people, filled from the floor. */
export const layLamps = (data: PeopleField, room: Room): Field => {
  const departments = blocksOf(data, room)
  const { perLamp, rows, pitch } = scaleFor(departments, room)
  const up = Math.min(pitch, mostPitch * room.u)
  const lamps = widthInLamps(departments, rows, perLamp)
  // Square, stretched by an eighth at the most, to fill the width.
  const across = Math.min(room.width / Math.max(1, lamps), up * 1.12)
  let x = (room.width - across * lamps) / 2
  const stands = departments.map(({ unit, teams }): Stand => {
    const start = x
    const blocks = teams.map((team, index): Block => {
      const columns = columnsOf(team, rows, perLamp)
      const block = { team, x, columns, width: columns * across, top: room.floor - Math.ceil(Math.ceil(peopleOf(team) / perLamp) / columns) * up }
      x += block.width + (index < teams.length - 1 ? teamGap * across : 0)
      return block
    })
    const end = x
    x += departmentGap * across
    return { unit, x: start, end, blocks }
  })
  return { stands, perLamp, across, up, floor: room.floor, lines: room.lines }
}

export type LampState = 'covered' | 'expiring' | 'missing'
export interface Lamp {
  readonly state: LampState
  readonly x: number
  readonly y: number
}

/** The lamps of a block, from the floor up: covered, expiring, missing. */
export const lampsIn = ({ team, x, columns }: Block, { perLamp, across, up, floor }: Field): Lamp[] => {
  const { covered, expiring, missing } = lampsOf(team, perLamp)
  const states = [...Array<LampState>(covered).fill('covered'), ...Array<LampState>(expiring).fill('expiring'), ...Array<LampState>(missing).fill('missing')]
  return states.map((state, index) => ({ state, x: x + ((index % columns) + 0.5) * across, y: floor - (Math.floor(index / columns) + 0.5) * up }))
}

/** Where the lamps of a box stand: below the words on the worst team, above the names of departments on so many lines. */
export const roomIn = (context: Context, lines: 1 | 2): Room => ({
  ...context,
  lines,
  top: 36 * context.u,
  floor: context.height - (lines === 1 ? 35 : 58) * context.u,
})
