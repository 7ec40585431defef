import { describe, expect, it } from 'vitest'
import { beginWith } from '../editor/draft.ts'
import { changesBetween } from './changes.ts'
import { coloursIn, factWords } from './factWords.ts'

const keys = (key: string, fill?: object) => (fill ? `${key} ${JSON.stringify(fill)}` : key)
const asset = 'asset:0123456789abcdef01234567'
const draft = beginWith('exam', '一')

describe('what differs between two versions', () => {
  it('is the colour alone where the pictures of the design only follow it', () => {
    const own = 'builtin:exam:5a2450-b3261e-b3261e'
    const after = { ...beginWith('exam', '一'), backgroundUrl: own, logoUrl: own, sealUrl: own }
    if (after.form) after.form.colours = { ...after.form.colours, primary: '#5a2450' }
    expect(changesBetween(draft, after).map(({ path }) => path)).toEqual(['colours.primary'])
  })

  it('is said of pictures where one was uploaded or taken away', () => {
    const after = { ...draft, backgroundUrl: null, sealUrl: asset }
    expect(changesBetween(draft, after).map(({ path, before, after: now }) => [path, before, now])).toEqual([
      ['backgroundUrl', 'own', ''],
      ['sealUrl', 'own', asset],
    ])
  })

  it('is said in words, never by the names that pictures are kept under', () => {
    expect(factWords(keys, 'validityMonths', '24')).toBe('templates.lasts {"n":24}')
    expect(factWords(keys, 'validityMonths', '')).toBe('templates.forGood')
    expect(factWords(keys, 'numberPrefix', '')).toBe('templates.prefixOwn')
    expect(factWords(keys, 'sealUrl', asset)).toBe('templates.pictureUploaded')
    expect(factWords(keys, 'logoUrl', 'builtin:exam:5a2450-b3261e-a3281c')).toBe('templates.designs.exam')
    expect(coloursIn('builtin:exam:5a2450-b3261e-a3281c')).toEqual(['#5a2450', '#b3261e', '#a3281c'])
  })
})
