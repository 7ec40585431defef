import type { PeopleField, PeopleStates } from '@wallet/shared/dashboards/coverage'
import { cell, type Chart, type Context } from './chart.ts'
import { drawing } from './drawing.ts'
import { drawLamps, fieldIn } from './lampShapes.ts'
import { peopleOf } from './lampUnits.ts'
import { count, counted } from './numbers.ts'

const teamsOf = ({ departments }: PeopleField) => departments.flatMap(({ teams }) => teams)
const sumOf = (data: PeopleField, of: (team: PeopleStates) => number) => teamsOf(data).reduce((sum, team) => sum + of(team), 0)

/** One lamp, one colleague: lit where nothing that is required is missing. */
export const peopleField: Chart<PeopleField> = {
  title: (data, { say, locale }) => {
    const [people, missing] = [sumOf(data, peopleOf), sumOf(data, team => team.missing)]
    if (people === 0) return say('dashboards.field.nobody')
    if (data.requirements === 0) return say('dashboards.coverage.nothingRequired')
    if (missing === 0) return say('dashboards.field.all', { n: counted(people, locale) })
    if (missing === people) return say('dashboards.field.none', { n: counted(missing, locale) })
    return say('dashboards.field.title', { covered: count(people - missing, locale), n: counted(missing, locale) })
  },
  waitsFor: (data, { say }) => (sumOf(data, peopleOf) === 0 || data.requirements === 0 ? say('dashboards.field.waits') : null),
  twin: ({ departments }, { say, locale }) => ({
    head: (['department', 'team', 'people', 'covered', 'expiring', 'missing'] as const).map(column => say(`dashboards.head.${column}`)),
    rows: departments.flatMap(({ unit, teams }) =>
      teams.map(team => [
        cell(unit.name, { of: 'missing', unitId: unit.id, templateId: null }),
        cell(team.unit.name, { of: 'missing', unitId: team.unit.id, templateId: null }),
        ...[peopleOf(team), team.covered, team.expiring, team.missing].map(n => cell(count(n, locale))),
      ]),
    ),
  }),
  option: (data, context) => drawing(context, drawLamps(fieldIn(data, context), context)),
}

/** What a lamp stands for, in words: in the largest organisations for more than one colleague. */
export const lampWords = (data: PeopleField, context: Context): string =>
  context.say('dashboards.field.lamp', { n: counted(fieldIn(data, context).perLamp, context.locale) })
