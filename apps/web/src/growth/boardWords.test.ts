import { describe, expect, it } from 'vitest'
import { growthEn } from '../i18n/growth.en.ts'
import { growthZhCN } from '../i18n/growth.zh-CN.ts'
import { sentence } from '../i18n/sentence.ts'
import type { Say } from '../i18n/index.ts'
import { movementOf, periodsBack, rangeWords } from './boardWords.ts'

const plainIn = (board: object): Record<string, string> =>
  Object.fromEntries(Object.entries(board).map(([key, value]: [string, unknown]) => [`board.${key}`, typeof value === 'string' ? value : '']))
const words = plainIn(growthZhCN.board)
const english = plainIn(growthEn.board)
const t: Say = (key, fill) => sentence(words[key] ?? '', fill)
const today = { year: 2026, month: 11, day: 25 }

describe('the board', () => {
  it('names a period by its first and its last day', () => {
    expect(rangeWords(t, 'zh-CN', { from: '2026-11-23', until: '2026-11-30' }, today)).toBe('11-23 至 11-29')
    expect(rangeWords(t, 'zh-CN', { from: '2025-12-29', until: '2026-01-05' }, today)).toBe('2025-12-29 至 01-04')
    expect(rangeWords((key, fill) => sentence(english[key] ?? '', fill), 'en', { from: '2026-11-01', until: '2026-12-01' }, today)).toBe('1 Nov – 30 Nov')
    expect(rangeWords(t, 'zh-CN', { from: null, until: null }, today)).toBe('')
  })
  it('goes back twelve weeks and twelve months, across the year; all there is goes back nowhere', () => {
    expect(periodsBack('week', today).map(({ from }) => from)).toEqual(expect.arrayContaining(['2026-11-23', '2026-08-31']))
    expect(periodsBack('month', today).map(({ from }) => from)).toHaveLength(13)
    expect(periodsBack('month', today).at(-1)?.from).toBe('2025-11-01')
    expect(periodsBack('all', today)).toHaveLength(1)
  })
  it.each([
    [4, true, 'up', '升 4'],
    [-2, true, 'dn', '降 2'],
    [0, true, 'minus', '持平'],
    [null, true, null, '新上榜'],
  ])('says that %s ranks were won', (movement, hasBefore, icon, said) => expect(movementOf(t, { movement }, hasBefore)).toMatchObject({ icon, words: said }))
  it('says nothing of movement where there is nothing before', () => expect(movementOf(t, { movement: null }, false)).toBeNull())
})
