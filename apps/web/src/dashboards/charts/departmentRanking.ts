import type { DepartmentRanking, UnitLearning } from '@wallet/shared/dashboards/ranking'
import { cell, type Chart, type Context } from './chart.ts'
import { drawing } from './drawing.ts'
import { roomFor } from './ems.ts'
import { rowsIn } from './fitting.ts'
import { titleAbout } from './named.ts'
import { decimal } from './numbers.ts'
import { door, rect, ring, text, type Shape } from './shapes.ts'

type Department = DepartmentRanking['departments'][number]
const leastRow = 44
const hours = ({ minutes }: UnitLearning, { locale }: Pick<Context, 'locale'>) => decimal(minutes / 60, locale)
const isEmpty = ({ departments }: DepartmentRanking) => departments.every(({ minutes }) => minutes === 0)
const bestOf = (teams: readonly UnitLearning[]) => [...teams].sort((a, b) => b.minutes - a.minutes)[0]

/** Departments by the hours their people have learnt this month, with a ring for each of their teams. */
export const departmentRanking: Chart<DepartmentRanking> = {
  title: (data, speech) => {
    const [first, second] = data.departments
    if (isEmpty(data) || !first) return speech.say('dashboards.learning.none')
    const key = second ? 'dashboards.learning.leads' : 'dashboards.learning.alone'
    return titleAbout(first.unit.name, speech, unit => speech.say(key, { unit, hours: hours(first, speech) }))
  },
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.learning.waits') : null),
  twin: ({ departments }, speech) => ({
    head: [speech.say('dashboards.head.department'), speech.say('dashboards.head.team'), speech.say('dashboards.head.hours')],
    rows: departments.flatMap(department => [
      [cell(department.unit.name, { of: 'learning', unitId: department.unit.id }), cell(''), cell(hours(department, speech))],
      ...department.teams.map(team => [cell(department.unit.name), cell(team.unit.name, { of: 'learning', unitId: team.unit.id }), cell(hours(team, speech))]),
    ]),
  }),
  option: ({ departments }, context) => {
    const { shown, rowHeight } = rowsIn(departments, context.height, leastRow * context.u)
    const max = Math.max(1, ...shown.flatMap(({ minutes, teams }) => [minutes, ...teams.map(team => team.minutes)]))
    return drawing(
      context,
      shown.flatMap((department, index) => rowOf(department, { index, y: index * rowHeight, height: rowHeight, max, left: nameEnd(shown, context) }, context)),
    )
  },
}

interface Place {
  readonly index: number
  readonly y: number
  readonly height: number
  readonly max: number
  readonly left: number
}

const nameEnd = (departments: readonly Department[], { u, width }: Context) =>
  Math.min(
    (roomFor(
      departments.map(({ unit }) => unit.name),
      20,
    ) +
      40) *
      u,
    0.45 * width,
  )

const rowOf = (department: Department, { index, y, height, max, left }: Place, context: Context): Shape[] => {
  const { tokens, u, width } = context
  const middle = y + height / 2 - 11 * u
  const at = (minutes: number) => left + (minutes / max) * (width - left - 68 * u)
  const isFirst = index === 0
  return [
    text(context, [0, middle], String(index + 1), { colour: isFirst ? tokens.accent : tokens.sub, size: 24, isBold: true, room: 26 * u }),
    text(context, [28 * u, middle], department.unit.name, { colour: tokens.text, room: left - 36 * u }),
    rect({ x: left, y: middle - 6 * u, width: at(department.minutes) - left, height: 12 * u }, isFirst ? tokens.accent : tokens.mark, 2 * u),
    text(context, [width, middle], hours(department, context), { colour: tokens.text, size: 24, isBold: true, align: 'right', room: 60 * u }),
    ...department.teams.map(team => ring([at(team.minutes), middle], 7 * u, isFirst ? tokens.text : tokens.sub, 2 * u, tokens.surface)),
    ...bestTeam(department, [left, middle + 23 * u], context),
    door({ x: 0, y, width, height }, { of: 'learning', unitId: department.unit.id }),
  ]
}

const bestTeam = ({ teams }: Department, [x, y]: readonly [number, number], context: Context): Shape[] => {
  const { tokens, u, width, say } = context
  const best = bestOf(teams)
  if (!best) return []
  const words = say('dashboards.learning.best', { team: best.unit.name, hours: hours(best, context) })
  return [ring([x + 7 * u, y], 6.5 * u, tokens.sub, 1.8 * u), text(context, [x + 20 * u, y], words, { colour: tokens.sub, size: 18, room: width - x - 20 * u })]
}
