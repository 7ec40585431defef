import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import type { Say } from '../i18n/index.ts'
import { sentence } from '../i18n/sentence.ts'
import { sharingEn } from '../i18n/sharing.en.ts'
import { sharingZhCN } from '../i18n/sharing.zh-CN.ts'
import { zhCN } from '../i18n/zh-CN.ts'
import { looks } from './choices.ts'
import { factsOf, sayingsOn, transcriptOf, type PosterFacts, type Saying } from './poster.ts'

type Tree = { readonly [key: string]: string | Tree }
const sayIn =
  (words: Tree): Say =>
  (key, fill) => {
    const found = key.split('.').reduce<string | Tree>((tree, name) => (typeof tree === 'string' ? tree : (tree[name] ?? '')), words)
    return sentence(typeof found === 'string' ? found : key, fill)
  }
const [chinese, english] = [sayIn({ ...zhCN, ...sharingZhCN }), sayIn({ ...en, ...sharingEn })]

const certificate = { type: 'exam', title: '信息安全与数据保护', certificateNo: 'KPL-2026-7K3M-9QXD-4R2T', holderName: '周雨桐', score: 96 } as const
const rest = { greeting: '守住每一份数据，就是守住信任。', maker: '考培练', wholeMaker: '考培练 KPL', day: '2026.11.20', longDay: '2026 年 11 月 20 日' }
const factsWith = (more: Partial<Omit<typeof certificate, 'title' | 'type'> & Pick<PosterFacts, 'title' | 'type'>> = {}, showName = true, showScore = true) =>
  factsOf({ ...certificate, ...more }, { showName, showScore }, rest)
const read = (saying: Saying | undefined, shown = saying?.subject ?? '') =>
  saying
    ?.say(shown)
    .map(({ text }) => text)
    .join('')

describe('what a poster says', () => {
  it.each([
    [{}, '通过《信息安全与数据保护》考试'],
    [{ title: '反商业贿赂合规考试' }, '通过《反商业贿赂合规考试》'],
    [{ type: 'course', title: '产品知识入门' } as const, '完成《产品知识入门》课程'],
    [{ type: 'achievement', title: '年度学习标兵' } as const, '荣获“年度学习标兵”荣誉'],
  ])('on paper, of %j: %s', (more, said) => expect(read(sayingsOn('paper', factsWith(more), chinese).done)).toBe(said))

  it('in English where the page is', () => {
    expect(read(sayingsOn('paper', factsWith({ title: 'Fire safety' }), english).done)).toBe('Passed the exam Fire safety')
    expect(read(sayingsOn('paper', factsWith({ title: 'Final Exam' }), english).done)).toBe('Passed Final Exam')
    expect(read(sayingsOn('festive', factsWith(), english).praise)).toBe('周雨桐 has passed the exam')
  })

  it('in ink, with the title in the place of a hidden name', () => {
    const shown = sayingsOn('ink', factsWith(), chinese)
    expect([read(shown.name), read(shown.done)]).toEqual(['周雨桐', '信息安全与数据保护 · 96 分'])
    const hidden = sayingsOn('ink', factsWith({}, false), chinese)
    expect([read(hidden.name), read(hidden.done)]).toEqual(['信息安全与数据保护', '96 分'])
    expect(sayingsOn('ink', factsWith({}, false, false), chinese).done).toBeUndefined()
  })

  it('sets name and score apart from the words around them', () => {
    const { praise } = sayingsOn('festive', factsWith(), chinese)
    expect(praise?.say('周雨桐').map(({ kind }) => kind)).toEqual(['plain', 'strong whole', 'plain'])
    expect(praise?.say("Anne-Marie O'Neil").map(({ kind }) => kind)).toEqual(['plain', 'strong', 'plain'])
    expect(sayingsOn('paper', factsWith({}), chinese).score?.say('96')).toEqual([
      { text: '96', kind: 'plain' },
      { text: ' 分', kind: 'small' },
    ])
  })

  it('keeps the words around a title that had to be shortened', () =>
    expect(read(sayingsOn('festive', factsWith(), chinese).done, '信息安全…')).toBe('《信息安全…》96 分'))

  it.each(looks)('in %s: nothing of what is hidden, also for those who do not see it', look => {
    const said = transcriptOf(sayingsOn(look, factsWith({}, false, false), chinese))
    expect(said).not.toContain('周雨桐')
    expect(said).not.toContain('96')
    expect(said).toContain('信息安全与数据保护')
    expect(said).toContain('KPL-2026-7K3M-9QXD-4R2T')
  })
})
