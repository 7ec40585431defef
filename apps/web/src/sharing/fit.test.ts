import { describe, expect, it } from 'vitest'
import { fit } from './fit.ts'

/** As wide as so many letters of this size. */
const room = (width: number) => async (size: number, text: string) => size * text.length <= width

describe('a text in its box', () => {
  it.each([
    ['周雨桐', 100, 20, '周雨桐'],
    ['阿不都热依木·买买提', 150, 15, '阿不都热依木·买买提'],
    ['很长很长很长的标题', 60, 12, '很长很长…'],
    ['ab cd', 48, 12, 'ab…'],
    ['字', 5, 12, '…'],
  ])('%s in %i px is set at %i: %s', async (text, width, size, shown) => expect(await fit(text, [20, 12], room(width))).toEqual({ size, text: shown }))
})
