import { orientations } from '@wallet/shared/templates/stage'
import { describe, expect, it } from 'vitest'
import type { Arrangement, Box, Occasion } from './arrangement.ts'
import { formats, looks, sizes } from './choices.ts'
import { arrange } from './poster.ts'

const either = [true, false]
const posters = looks.flatMap(look => formats.flatMap(format => orientations.map(orientation => ({ look, format, orientation }))))
/** With and without name and score, and with the codes of longer and longer links. */
const occasionsOf = ({ format, orientation }: Pick<Occasion, 'format' | 'orientation'>): Occasion[] =>
  [82, 90, 98].flatMap(code => either.flatMap(hasName => either.map(hasScore => ({ format, orientation, code, hasName, hasScore }))))

const boxesOf = ({ card, code, rule, mark, texts }: Arrangement): [string, Box][] => [
  ['card', card],
  ['code', code],
  ...(rule ? [['rule', rule] satisfies [string, Box]] : []),
  ...(mark ? [['mark', mark] satisfies [string, Box]] : []),
  ...Object.entries(texts).map(([name, { box }]): [string, Box] => [name, box]),
]
const meet = ([aLeft, aTop, aWidth, aHeight]: Box, [bLeft, bTop, bWidth, bHeight]: Box) =>
  aLeft < bLeft + bWidth && bLeft < aLeft + aWidth && aTop < bTop + bHeight && bTop < aTop + aHeight

describe.each(posters)('a $format poster in $look of a $orientation certificate', ({ look, format, orientation }) => {
  const arrangements = occasionsOf({ format, orientation }).map(occasion => [JSON.stringify(occasion), arrange(look, occasion), occasion] as const)

  it('puts nothing over anything else', () => {
    const meeting = arrangements.flatMap(([occasion, arrangement]) => {
      const boxes = boxesOf(arrangement)
      return boxes.flatMap(([name, box], at) => boxes.slice(at + 1).flatMap(([other, its]) => (meet(box, its) ? [`${name} and ${other}, ${occasion}`] : [])))
    })
    expect(meeting).toEqual([])
  })

  it('keeps to whole pixels, inside its margins', () => {
    const { width, height } = sizes[format]
    const isInside = ([left, top, wide, high]: Box) => left >= 24 && top >= 24 && left + wide <= width - 24 && top + high <= height - 12
    const astray = arrangements.flatMap(([occasion, arrangement]) =>
      boxesOf(arrangement).flatMap(([name, box]) => (box.every(Number.isInteger) && isInside(box) ? [] : [`${name}, ${occasion}`])),
    )
    expect(astray).toEqual([])
  })

  it('leaves whole pixels above and below a text, and room for a line of it', () => {
    const cramped = arrangements.flatMap(([occasion, { texts }]) =>
      Object.entries(texts).flatMap(
        ([
          name,
          {
            box,
            sizes: [largest],
          },
        ]) => (box[3] % 2 === 0 && box[3] > largest ? [] : [`${name}, ${occasion}`]),
      ),
    )
    expect(cramped).toEqual([])
  })

  it('shows the certificate in its own proportions, the code in its size, and always the number', () => {
    for (const [, { card, code, texts }, occasion] of arrangements) {
      expect(card[2] / card[3]).toBeCloseTo(orientation === 'landscape' ? 1188 / 840 : 840 / 1188, 10)
      expect(code.slice(2)).toEqual([occasion.code, occasion.code])
      expect(Object.keys(texts)).toEqual(expect.arrayContaining(['number', 'scan', 'done', 'greeting']))
    }
  })
})
