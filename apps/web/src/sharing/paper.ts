import { hanging, small, text, type Arrangement, type Occasion } from './arrangement.ts'

/** Paper: a letter, ranged left, with the score in seal red. */
export const paper = (occasion: Occasion): Arrangement => {
  if (occasion.format === 'portrait') return occasion.orientation === 'landscape' ? wideOnPortrait(occasion) : tallOnPortrait(occasion)
  return occasion.orientation === 'landscape' ? wideOnSquare(occasion) : tallOnSquare(occasion)
}

const wideOnPortrait = ({ code, hasName, hasScore }: Occasion): Arrangement => {
  const room = hasScore ? 184 : 297
  const beside = 297 - code - 12
  return {
    rosette: [81, -249, 520, 520],
    mark: [39, 44, 24, 24],
    card: [39, 200, 297, 210],
    rule: [39, 512, 297, 1],
    code: [336 - code, 571 - code / 2, code, code],
    texts: {
      maker: text([71, 48, 170, 16], small),
      day: text([246, 48, 90, 16], small, 'end'),
      greeting: text([39, 80, 297, 104], [28, 14]),
      ...(hasName
        ? { name: text([39, 432, room, 36], [20, 12]), done: hanging([39, 468, 297, 40], [16, 11]) }
        : { done: hanging([39, 434, room, 74], [20, 12]) }),
      ...(hasScore && { score: text([232, 428, 104, 40], [32, 16], 'end') }),
      scan: text([39, 544, beside, 20], [14, 10]),
      number: text([39, 570, beside, 16], small),
    },
  }
}

const tallOnPortrait = ({ code, hasName, hasScore }: Occasion): Arrangement => {
  const room = hasScore ? 184 : 297
  const beside = 297 - code - 12
  return {
    rosette: [81, -249, 520, 520],
    mark: [39, 36, 24, 24],
    card: [83, 138, 210, 297],
    rule: [39, 516, 297, 1],
    code: [336 - code, 575 - code / 2, code, code],
    texts: {
      maker: text([71, 40, 170, 16], small),
      day: text([246, 40, 90, 16], small, 'end'),
      greeting: text([39, 66, 297, 66], [22, 13]),
      ...(hasName
        ? { name: text([39, 442, room, 36], [20, 12]), done: hanging([39, 478, 297, 34], [16, 11]) }
        : { done: hanging([39, 446, room, 66], [20, 12]) }),
      ...(hasScore && { score: text([232, 440, 104, 38], [28, 16], 'end') }),
      scan: text([39, 548, beside, 20], [14, 10]),
      number: text([39, 574, beside, 16], small),
    },
  }
}

const wideOnSquare = ({ code, hasName, hasScore }: Occasion): Arrangement => ({
  rosette: [130, -190, 400, 400],
  mark: [32, 32, 20, 20],
  card: [33, 105, 198, 140],
  rule: [32, 320, 311, 1],
  code: [343 - code, 104, code, code],
  texts: {
    maker: text([60, 34, 170, 16], small),
    day: text([253, 34, 90, 16], small, 'end'),
    greeting: text([32, 58, 311, 40], [20, 12]),
    scan: text([245, 108 + code, 98, 16], small, 'end'),
    ...(hasScore && { score: text([245, 126 + code, 98, 120 - code], [Math.min(28, 118 - code), 12], 'end') }),
    ...(hasName ? { name: text([32, 254, 311, 28], [20, 11]), done: hanging([32, 282, 311, 34], [14, 11]) } : { done: text([32, 254, 311, 62], [18, 12]) }),
    number: text([32, 326, 311, 16], small),
  },
})

const tallOnSquare = ({ code, hasName, hasScore }: Occasion): Arrangement => {
  const room = hasScore ? 89 : 153
  const beside = 311 - code - 12
  return {
    rosette: [130, -190, 400, 400],
    mark: [32, 32, 20, 20],
    card: [33, 63, 140, 198],
    rule: [32, 276, beside, 1],
    code: [343 - code, 343 - code, code, code],
    texts: {
      maker: text([60, 34, 170, 16], small),
      day: text([253, 34, 90, 16], small, 'end'),
      greeting: text([190, 62, 153, 80], [20, 12]),
      ...(hasName
        ? { name: text([190, 146, room, 28], [18, 10]), done: hanging([190, 176, 153, 64], [14, 11]) }
        : { done: hanging([190, 148, room, 92], [16, 11]) }),
      ...(hasScore && { score: text([283, 146, 60, 28], [18, 10], 'end') }),
      scan: text([32, 288, beside, 20], [14, 10]),
      number: text([32, 314, beside, 16], small),
    },
  }
}
