import type { PeopleField } from '@wallet/shared/dashboards/coverage'
import type { Context } from './chart.ts'
import { emsOf, shorten } from './ems.ts'
import { lampsIn, layLamps, roomIn, type Block, type Field, type Lamp, type Stand } from './lampLayout.ts'
import { isUnit } from './lampUnits.ts'
import { counted } from './numbers.ts'
import { disc, door, line, polygon, ring, text, type Shape } from './shapes.ts'

/** The lamps, the names of their departments, and words on the team that misses most. */
export const drawLamps = (field: Field, context: Context): Shape[] => {
  const blocks = field.stands.flatMap(stand => stand.blocks)
  return [
    ...blocks.flatMap(block => lampsIn(block, field)).map(lamp => drawn(lamp, field.up * 0.39, context)),
    ...field.stands.flatMap((stand, index) => nameOf(stand, roomOf(field, index, context), field, context)),
    ...worstWords(blocks, context),
    ...blocks.flatMap(block => doorOf(block, field)),
  ]
}

/** Shape and colour: a disc, a diamond, a ring. */
const drawn = ({ state, x, y }: Lamp, r: number, { tokens, u }: Context): Shape => {
  if (state === 'covered') return disc([x, y], r, tokens.covered)
  if (state === 'missing') return ring([x, y], r, tokens.missing, Math.min(1.6 * u, r / 2))
  const reach = r * 1.25
  return polygon(
    [
      [x, y - reach],
      [x + reach, y],
      [x, y + reach],
      [x - reach, y],
    ],
    tokens.expiring,
  )
}

const missingIn = ({ blocks }: Stand) => blocks.reduce((sum, { team }) => sum + team.missing, 0)

/** A name may reach to where the next begins. */
const roomOf = ({ stands }: Field, index: number, { u, width }: Context) => (stands[index + 1]?.x ?? width + 8 * u) - (stands[index]?.x ?? 0) - 8 * u

const missingWords = (stand: Stand, { say, locale }: Context) => say('dashboards.field.missing', { n: counted(missingIn(stand), locale) })
/** Pixels that a name and its number take beside each other. */
const needed = (stand: Stand, context: Context) => (emsOf(stand.unit.name) * 20 + emsOf(missingWords(stand, context)) * 18 + 20) * context.u

/** The field of a box: names and numbers on one line where there is room for all of them, else on two. */
export const fieldIn = (data: PeopleField, context: Context): Field => {
  const field = layLamps(data, roomIn(context, 1))
  return field.stands.every((stand, index) => needed(stand, context) <= roomOf(field, index, context)) ? field : layLamps(data, roomIn(context, 2))
}

/** A department's name below its lamps, and how many of its people miss something beside or below that; narrow ones keep what fits. */
const nameOf = (stand: Stand, room: number, { floor, lines }: Field, context: Context): Shape[] => {
  const { tokens, u } = context
  const ground = line([stand.x, floor + 6 * u], [stand.end, floor + 6 * u], tokens.mark, Math.max(1, u))
  if (room < 40 * u) return [ground]
  const words = missingWords(stand, context)
  const wide = emsOf(words) * 18 * u + 4 * u
  const number = { colour: tokens.sub, size: 18, align: 'right', room: wide } as const
  if (lines === 1)
    return [
      ground,
      text(context, [stand.x, floor + 22 * u], stand.unit.name, { colour: tokens.text, room: room - wide }),
      text(context, [Math.max(stand.end, stand.x + needed(stand, context)), floor + 22 * u], words, number),
    ]
  return [
    ground,
    text(context, [stand.x, floor + 22 * u], stand.unit.name, { colour: tokens.text, room }),
    text(context, [stand.x, floor + 45 * u], words, { colour: tokens.sub, size: 18, room }),
  ]
}

/** On the team that misses most, where there is more than one and any misses something. */
const worstWords = (blocks: readonly Block[], context: Context): Shape[] => {
  const { tokens, u, width, say, locale } = context
  const worst = blocks.filter(({ team }) => isUnit(team)).sort((a, b) => b.team.missing - a.team.missing)[0]
  if (!worst || blocks.length === 1 || worst.team.missing === 0) return []
  const words = say('dashboards.field.worst', { team: shorten(worst.team.unit.name, 10), n: counted(worst.team.missing, locale) })
  const [end, top, wide] = [worst.x + worst.width, worst.top - 7 * u, emsOf(words) * 20 * u + 4 * u]
  const isRight = end > wide
  return [
    line([worst.x, top], [end, top], tokens.text, 2 * u),
    text(context, isRight ? [end, 14 * u] : [worst.x, 14 * u], words, {
      colour: tokens.text,
      isBold: true,
      align: isRight ? 'right' : 'left',
      room: isRight ? end : width - worst.x,
    }),
    ...(top > 28 * u ? [line([isRight ? end : worst.x, 28 * u], [isRight ? end : worst.x, top], tokens.text, 2 * u)] : []),
  ]
}

const doorOf = ({ team, x, width, top }: Block, { floor }: Field): Shape[] =>
  isUnit(team) ? [door({ x, y: top, width, height: floor - top }, { of: 'missing', unitId: team.unit.id, templateId: null })] : []
