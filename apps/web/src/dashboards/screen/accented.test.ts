import { expect, it } from 'vitest'
import { accented, firstNumber } from './accented.ts'

const shown = (sentence: string, piece: string) =>
  accented(sentence, piece)
    .map(({ words, isAccented }) => (isAccented ? `[${words}]` : words))
    .join('')

it.each([
  ['1,180 人等待第一张证书', '1,180', '[1,180] 人等待第一张证书'],
  ['23 人中 15 人证照齐全', '15', '23 人中 [15] 人证照齐全'],
  ['15 人中 1 人证照齐全', '1', '15 人中 [1] 人证照齐全'],
  ['没有数字', '', '没有数字'],
  ['没有这个 5', '7', '没有这个 5'],
])('%s: %s is set apart', (sentence, piece, expected) => expect(shown(sentence, piece)).toBe(expected))

it('finds the first number whole', () => expect(['共 1,384 枚', '94.5%', '无'].map(firstNumber)).toEqual(['1,384', '94.5', '']))
