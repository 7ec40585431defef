import type { KeyFigures, Share } from '@wallet/shared/dashboards/figures'
import type { Opening } from '@wallet/shared/dashboards/opening'
import { percentOf } from '@wallet/shared/percent'
import type { Speech } from './charts/chart.ts'
import { count, counted, finePercentWords, percentDown, percentWords } from './charts/numbers.ts'

type Room = 'phone' | 'desk'
/** A few words below a figure. `up`, `down`: it rose or fell; `opens`: they are a number themselves; `on`: only there. */
export interface TileNote {
  readonly words: string
  readonly isStrong?: boolean
  readonly trend?: 'up' | 'down'
  readonly opens?: Opening
  readonly on?: Room
}
/** A key figure: what it is, how much, and whom it opens; null: its number is not a list, one of its notes is. */
export interface Tile {
  readonly key: string
  readonly label: string
  readonly value: string
  /** The measure word, smaller. */
  readonly unit: string
  readonly notes: readonly TileNote[]
  readonly opens: Opening | null
  /** The one figure in colour. */
  readonly isHero?: boolean
  readonly on?: Room
}

const people = (n: number, { say, locale }: Speech) => measured(n, say('dashboards.tile.ofPeople', { n: counted(n, locale) }), locale)
const certificates = (n: number, { say, locale }: Speech) => measured(n, say('dashboards.tile.ofCertificates', { n: counted(n, locale) }), locale)
/** A sentence of a number and its measure word, taken apart. */
const measured = (n: number, said: string, locale: Speech['locale']) => {
  const value = count(n, locale)
  return { value, unit: said.replace(value, '').trim() }
}

const activeTile = ({ active, people: all }: KeyFigures, speech: Speech): Tile => {
  const { say, locale } = speech
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(active.days.at(-1)?.day ?? 0))
  return {
    key: 'active',
    label: say('dashboards.tile.active'),
    ...people(active.today, speech),
    notes: [
      { words: say('dashboards.tile.staff', { n: counted(all, locale) }), opens: { of: 'people' }, on: 'phone' },
      { words: say('dashboards.tile.share', { percent: percentWords(percentDown(active.today, all), locale) }), isStrong: true, on: 'desk' },
      { words: say('dashboards.tile.weekAgo', { weekday, n: count(active.weekAgo, locale) }), on: 'desk' },
    ],
    opens: { of: 'active', period: 'day' },
  }
}

const changeNotes = (issued: number, before: number, { say, locale }: Speech): TileNote[] => {
  if (before === 0) return [{ words: say('dashboards.tile.noBefore') }]
  const percent = Math.round(100 * (issued / before - 1))
  if (percent === 0) return [{ words: say('dashboards.tile.level') }]
  return [{ words: percentWords(Math.abs(percent), locale), isStrong: true, trend: percent > 0 ? 'up' : 'down' }, { words: say('dashboards.tile.sinceBefore') }]
}
const monthTile = ({ certificates: { thisMonth }, active }: KeyFigures, speech: Speech): Tile => ({
  key: 'month',
  label: speech.say('dashboards.tile.month'),
  ...certificates(thisMonth.issued, speech),
  notes: changeNotes(thisMonth.issued, thisMonth.before, speech),
  opens: { of: 'issued', when: active.days.at(-1)?.day.slice(0, 7) ?? null },
})

const issuedTile = ({ certificates: { issued, inForce, revoked } }: KeyFigures, speech: Speech): Tile => ({
  key: 'issued',
  label: speech.say('dashboards.tile.issued'),
  ...certificates(issued, speech),
  notes: [
    { words: speech.say('dashboards.tile.inForce', { n: count(inForce, speech.locale) }) },
    { words: speech.say('dashboards.tile.revoked', { n: count(revoked, speech.locale) }), opens: { of: 'revoked' } },
  ],
  opens: { of: 'issued', when: null },
})

const openNote = ({ certificates: n, open }: KeyFigures['expiring'], { say, locale }: Speech) => {
  if (n === 0) return say('dashboards.tile.nothingEnds')
  return open === 0 ? say('dashboards.tile.allRenewing') : say('dashboards.tile.open', { n: count(open, locale) })
}
const expiringTile = ({ expiring }: KeyFigures, speech: Speech): Tile => ({
  key: 'expiring',
  label: speech.say('dashboards.tile.expiring'),
  ...certificates(expiring.certificates, speech),
  notes: [{ words: openNote(expiring, speech) }],
  opens: { of: 'expiring', withinDays: 30 },
  on: 'desk',
})

const coverageNotes = ({ part, whole }: Share, goal: number, { say, locale }: Speech): TileNote[] => {
  if (whole === 0) return [{ words: say('dashboards.tile.noneRequired') }]
  const short = Math.ceil((whole * goal) / 100) - part
  const percent = percentWords(goal, locale)
  if (short > 0) return [{ words: say('dashboards.tile.short', { percent, n: count(short, locale) }) }]
  return [{ words: say('dashboards.tile.goal', { percent }) }, { words: say('dashboards.tile.reached') }]
}
const coverageTile = ({ unit, coverage, aims }: KeyFigures, speech: Speech): Tile => {
  const { part, whole } = coverage
  return {
    key: 'coverage',
    label: speech.say('dashboards.tile.coverage'),
    ...(whole === 0
      ? { value: speech.say('dashboards.none'), unit: '' }
      : { value: finePercentWords(percentOf(part, whole), speech.locale).replace('%', ''), unit: '%' }),
    notes: coverageNotes(coverage, aims.goal, speech),
    opens: { of: 'missing', unitId: unit.id, templateId: null },
    isHero: true,
  }
}

const completeTile = ({ unit, peopleCovered: { part, whole } }: KeyFigures, speech: Speech): Tile => {
  const { say, locale } = speech
  const gaps = whole - part
  return {
    key: 'complete',
    label: say('dashboards.tile.complete'),
    ...people(part, speech),
    notes: [
      gaps === 0
        ? { words: say('dashboards.tile.noGaps') }
        : { words: say('dashboards.tile.gaps', { n: count(gaps, locale) }), opens: { of: 'missing', unitId: unit.id, templateId: null } },
    ],
    opens: null,
  }
}

const peopleTile = (figures: KeyFigures, isTeam: boolean, speech: Speech): Tile => {
  const { say, locale } = speech
  const below = say('dashboards.tile.units', { n: counted(figures.departments, locale) })
  return {
    key: 'people',
    label: say(isTeam ? 'dashboards.tile.members' : 'dashboards.tile.people'),
    ...people(figures.people, speech),
    notes: [{ words: isTeam ? say('dashboards.tile.activeToday', { n: count(figures.active.today, locale) }) : below }],
    opens: { of: 'people' },
    on: 'desk',
  }
}

/** The key figures of a unit, in the order of the page; a team's are about its people. On a phone there is room for four. */
export const tilesOf = (figures: KeyFigures, isTeam: boolean, speech: Speech): Tile[] => [
  peopleTile(figures, isTeam, speech),
  ...(isTeam ? [completeTile(figures, speech)] : [activeTile(figures, speech)]),
  monthTile(figures, speech),
  isTeam ? activeTile(figures, speech) : issuedTile(figures, speech),
  expiringTile(figures, speech),
  coverageTile(figures, speech),
]
