import { describe, expect, it } from 'vitest'
import { matrix } from './charts/samples.ts'
import { inChinese } from './charts/speeches.ts'
import { gapsIn, gapWords } from './gaps.ts'

describe('people of a team to look after', () => {
  it('are those who miss something, and those of whom something ends that nobody renews', () =>
    expect(gapsIn(matrix.company, inChinese).map(gap => `${gap.fullName} ${gapWords(gap, inChinese)} ${gap.names.join('、')}`)).toEqual([
      '秦梅一 缺 4 入职培训、消防急救、廉洁从业、岗位技能',
      '邓国宏 缺 2 安全生产、岗位技能',
      '何勇 缺 1 岗位技能',
      '秦明宏 缺 1 岗位技能',
      '孔平知 缺 1 信息安全',
      '于超 7 天 质量体系',
    ]))
  it('are nobody where nothing is required', () => expect(gapsIn(matrix.nothing, inChinese)).toEqual([]))
})
