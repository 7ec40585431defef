import { hanging, small, text, type Arrangement, type Occasion } from './arrangement.ts'

/** Festive: good news on red, as it is put up in the hall. */
export const festive = (occasion: Occasion): Arrangement => {
  if (occasion.format === 'portrait') return occasion.orientation === 'landscape' ? wideOnPortrait(occasion) : tallOnPortrait(occasion)
  return occasion.orientation === 'landscape' ? wideOnSquare(occasion) : tallOnSquare(occasion)
}

const wideOnPortrait = ({ code }: Occasion): Arrangement => {
  const [left, width] = [55 + code, 281 - code]
  return {
    rosette: [-163, -25, 700, 700],
    card: [39, 220, 297, 210],
    code: [39, 575 - code / 2, code, code],
    texts: {
      maker: text([36, 56, 303, 16], small, 'center'),
      headline: text([36, 80, 303, 80], [64, 24], 'center'),
      praise: text([36, 166, 303, 36], [16, 10], 'center'),
      done: text([36, 446, 303, 46], [20, 12], 'center'),
      greeting: hanging([36, 492, 303, 34], [14, 12], 'center'),
      scan: text([left, 556, width, 20], [14, 10]),
      number: text([left, 582, width, 16], small),
    },
  }
}

const tallOnPortrait = ({ code }: Occasion): Arrangement => {
  const [left, width] = [55 + code, 281 - code]
  return {
    rosette: [-163, -25, 700, 700],
    card: [83, 158, 210, 297],
    code: [39, 579 - code / 2, code, code],
    texts: {
      maker: text([36, 34, 303, 16], small, 'center'),
      headline: text([36, 52, 303, 56], [46, 24], 'center'),
      praise: text([36, 110, 303, 32], [16, 10], 'center'),
      done: text([36, 464, 303, 34], [18, 12], 'center'),
      greeting: hanging([36, 498, 303, 32], [13, 12], 'center'),
      scan: text([left, 560, width, 20], [14, 10]),
      number: text([left, 586, width, 16], small),
    },
  }
}

const wideOnSquare = ({ code }: Occasion): Arrangement => ({
  rosette: [-88, -88, 550, 550],
  card: [38, 126, 198, 140],
  code: [343 - code, 120, code, code],
  texts: {
    maker: text([30, 26, 315, 16], small, 'center'),
    headline: text([30, 42, 315, 48], [38, 20], 'center'),
    praise: text([30, 90, 315, 26], [14, 9], 'center'),
    scan: text([248, 124 + code, 95, 16], small, 'end'),
    done: text([30, 276, 315, 26], [16, 11], 'center'),
    greeting: text([30, 302, 315, 32], [13, 11], 'center'),
    number: text([30, 336, 315, 16], small, 'center'),
  },
})

const tallOnSquare = ({ code }: Occasion): Arrangement => {
  const [left, width] = [48 + code, 295 - code]
  return {
    rosette: [-88, -88, 550, 550],
    card: [38, 42, 140, 198],
    code: [32, 302 - code / 2, code, code],
    texts: {
      maker: text([194, 36, 149, 16], [12, 8], 'center'),
      headline: text([194, 54, 149, 54], [40, 16], 'center'),
      praise: text([194, 112, 149, 74], [16, 10], 'center'),
      done: text([194, 188, 149, 56], [15, 11], 'center'),
      greeting: text([left, 256, width, 36], [13, 11]),
      scan: text([left, 298, width, 20], [14, 10]),
      number: text([left, 320, width, 16], small),
    },
  }
}
