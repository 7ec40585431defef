import { expect, it } from 'vitest'
import * as samples from '../charts/samples.ts'
import { inChinese, inEnglish } from '../charts/speeches.ts'
import { risksIn } from './risks.ts'

it('names whom to follow up, the worst first, and why', () => {
  const told = risksIn(samples.matrix.company, inChinese).map(({ name, state, amount, line }) => [name, state, amount, line])
  expect(told).toEqual([
    ['秦梅一', 'missing', '缺 4 张', '入职培训、消防急救等'],
    ['邓国宏', 'missing', '缺 2 张', '安全生产、岗位技能'],
    ['何勇', 'missing', '缺 1 张', '岗位技能，已过期 3 天'],
    ['秦明宏', 'missing', '缺 1 张', '岗位技能，从未取得'],
    ['孔平知', 'missing', '缺 1 张', '信息安全，已过期 12 天'],
    ['于超', 'expiring', '7 天后到期', '质量体系，还没续证'],
  ])
  expect(risksIn(samples.matrix.company, inEnglish)[2]?.line).toBe('Job skills, expired 3 days ago')
  expect(risksIn(samples.matrix.nothing, inChinese)).toEqual([])
})
