import type { BadgeRule } from '@wallet/shared/badges/condition'
import { describe, expect, it } from 'vitest'
import { growthEn } from '../i18n/growth.en.ts'
import { growthZhCN } from '../i18n/growth.zh-CN.ts'
import { sentence } from '../i18n/sentence.ts'
import type { Say } from '../i18n/index.ts'
import { isByHand, progressWords, ruleLines } from './badgeWords.ts'

interface Tree {
  readonly [key: string]: string | Tree
}
const sayIn =
  (words: Tree): Say =>
  (key, fill) => {
    const said = key.split('.').reduce<string | Tree>((at, name) => (typeof at === 'object' ? (at[name] ?? '') : ''), words)
    return sentence(typeof said === 'string' ? said : key, fill)
  }
const paths = [{ id: 3, title: '客服专员成长路径', englishTitle: 'Customer Service Path' }]
const zh = { t: sayIn(growthZhCN), locale: 'zh-CN', paths } as const
const en = { t: sayIn(growthEn), locale: 'en', paths } as const

describe('what a badge takes', () => {
  it.each<[BadgeRule, string, string]>([
    [{ statistic: 'lessonsDone', atLeast: 1 }, '学完 1 节课', 'Finish 1 lesson'],
    [{ statistic: 'learningMinutes', atLeast: 180 }, '用心学满 3 小时', 'Study for 3 hours'],
    [{ statistic: 'learningMinutes', atLeast: 90 }, '用心学满 90 分钟', 'Study for 90 minutes'],
    [{ examScore: { atLeast: 90, times: 5 } }, '5 场考试的最好成绩不低于 90 分', 'Score 90 or more in 5 exams'],
    [{ practice: { answered: 50, accuracyAtLeast: 90 } }, '在正确率不低于 90% 的练习里，答满 50 题', 'Answer 50 questions in rounds with 90% or more correct'],
    [{ streak: 7 }, '连续 7 天学习、练习或考试', 'Learn, practise or sit an exam 7 days in a row'],
    [{ path: 'any' }, '走完任意一条成长路径', 'Complete a growth path'],
    [{ path: 3 }, '走完“客服专员成长路径”', 'Complete Customer Service Path'],
    [{ path: 4 }, '走完指定的成长路径', 'Complete a certain growth path'],
    [{ firstSignIn: true }, '第一次登录', 'Sign in for the first time'],
    [{ manual: true }, '由培训管理组授予', 'Given by the training office'],
  ])('%j', (rule, chinese, english) => {
    expect(ruleLines(zh, rule)).toEqual({ joined: null, lines: [chinese] })
    expect(ruleLines(en, rule).lines).toEqual([english])
  })

  it('is said line by line, and what stands inside as a sentence', () => {
    const rule: BadgeRule = {
      any: [
        { statistic: 'questionsAnswered', atLeast: 1000 },
        {
          all: [
            { statistic: 'roundsFinished', atLeast: 50 },
            { statistic: 'rightAnswers', atLeast: 400 },
          ],
        },
      ],
    }
    expect(ruleLines(zh, rule)).toEqual({ joined: 'wall.any', lines: ['练习满 1000 题', '完成 50 轮练习，并且练习中答对 400 题'] })
    const deeper: BadgeRule = { all: [{ any: [{ streak: 3 }, { all: [{ streak: 1 }, { streak: 2 }] }] }, { streak: 9 }] }
    expect(ruleLines(en, deeper).lines[0]).toMatch(/3 days in a row, or \(.*1 days.*, and .*2 days.*\)$/)
  })
})

describe('how far somebody is', () => {
  it.each<[BadgeRule, string]>([
    [{ streak: 100 }, '64 / 100 天'],
    [{ statistic: 'coursesCompleted', atLeast: 100 }, '64 / 100 门'],
    [
      {
        all: [
          { statistic: 'coursesCompleted', atLeast: 8 },
          { statistic: 'learningMinutes', atLeast: 300 },
        ],
      },
      '64 / 100',
    ],
    [{ all: [{ streak: 3 }, { streak: 7 }] }, '64 / 100 天'],
    [{ firstSignIn: true }, '64 / 100'],
  ])('%j: %s', (rule, words) => expect(progressWords(zh.t, { rule, progress: { have: 64, need: 100 } })).toBe(words))
  it('is not counted where a badge is given by hand', () =>
    expect([isByHand({ rule: { manual: true } }), isByHand({ rule: { streak: 1 } })]).toEqual([true, false]))
})
