import { describe, expect, it } from 'vitest'
import { isGuessable } from './passwordRules.ts'

const person = { employeeNo: 'KPL0004', fullName: '周雨桐', email: 'yutong.zhou@kpl.example' }

describe('a password', () => {
  it.each(['aaaaaaaaaaaa', '121212121212', 'kpl0004kpl0004', 'KPL0004-2026', '周雨桐周雨桐1234', 'yutong.zhou1', 'ＫＰＬ０００４１２３４'])(
    '%s is guessed',
    password => {
      expect(isGuessable(password, person)).toBe(true)
    },
  )
  it.each(['correct horse battery', '春江潮水连海平海上明月', 'kpl0004 likes long walks', 'x9!kQ2#mZ7pL'])('%s is not', password => {
    expect(isGuessable(password, person)).toBe(false)
  })
})
