import { hanging, small, text, type Arrangement, type Occasion } from './arrangement.ts'

/** Ink: the certificate before a golden rosette, by night. */
export const ink = (occasion: Occasion): Arrangement => {
  if (occasion.format === 'portrait') return onPortrait(occasion)
  return occasion.orientation === 'landscape' ? wideOnSquare(occasion) : tallOnSquare(occasion)
}

const onPortrait = ({ orientation, code }: Occasion): Arrangement => {
  const [left, width] = [55 + code, 281 - code]
  return {
    rosette: [-15, 11, 404, 404],
    card: orientation === 'landscape' ? [39, 108, 297, 210] : [83, 65, 210, 297],
    rule: [39, 540, 297, 1],
    code: [39, 599 - code / 2, code, code],
    texts: {
      name: text([24, 428, 327, 40], [28, 13], 'center'),
      done: text([39, 468, 297, 32], [16, 11], 'center'),
      greeting: hanging([39, 500, 297, 36], [14, 12], 'center'),
      scan: text([left, 566, width, 20], [14, 10]),
      number: text([left, 590, width, 16], small),
      issued: text([left, 610, width, 16], small),
    },
  }
}

const wideOnSquare = ({ code }: Occasion): Arrangement => ({
  rosette: [13, -20, 236, 236],
  card: [32, 28, 198, 140],
  rule: [32, 318, 311, 1],
  code: [343 - code, 28, code, code],
  texts: {
    scan: text([245, 34 + code, 98, 16], small, 'end'),
    name: text([32, 222, 311, 36], [26, 12], 'center'),
    done: text([32, 258, 311, 24], [14, 10], 'center'),
    greeting: text([32, 282, 311, 32], [13, 11], 'center'),
    number: text([32, 326, 164, 16], small),
    issued: text([200, 326, 143, 16], [12, 8], 'end'),
  },
})

const tallOnSquare = ({ code }: Occasion): Arrangement => {
  const [left, width] = [48 + code, 295 - code]
  return {
    rosette: [-60, 7, 236, 236],
    card: [32, 28, 140, 198],
    rule: [32, 246, 311, 1],
    code: [32, 302 - code / 2, code, code],
    texts: {
      name: text([190, 40, 153, 44], [26, 12]),
      done: hanging([190, 88, 153, 64], [14, 10]),
      greeting: hanging([190, 156, 153, 70], [13, 11]),
      scan: text([left, 270, width, 20], [14, 10]),
      number: text([left, 294, width, 16], small),
      issued: text([left, 314, width, 16], small),
    },
  }
}
