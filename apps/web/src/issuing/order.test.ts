import { describe, expect, it } from 'vitest'
import type { Template } from '@wallet/shared/templates/template'
import { asksFor, emptyForm, lastDayFor, orderOf, readFigure, refusedIn, slipsIn, type IssueForm } from './order.ts'

const now = new Date('2026-11-23T06:05:00Z')
const zone = 'Asia/Shanghai'
const template: Template = {
  id: 2,
  name: '考试合格',
  type: 'exam',
  backgroundUrl: null,
  logoUrl: null,
  sealUrl: null,
  numberPrefix: null,
  form: null,
  templateHtml: '<p>{{score}}</p>',
  templateStyle: '',
  isActive: true,
  sortOrder: 0,
  orientation: 'landscape',
  validityMonths: 24,
  version: 3,
  issuedCount: 0,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
}
const person = { employeeNo: 'KPL0006', fullName: '欧阳䶮', unit: { id: 3, name: '数据安全组' }, isActive: true }
const form = (more: Partial<IssueForm> = {}): IssueForm => ({ ...emptyForm(), person, templateId: 2, ...more })

describe('the order', () => {
  it('is whole as soon as there are a person and a template', () => {
    expect(orderOf(form(), template)).toEqual({ templateId: 2, employeeNo: 'KPL0006' })
    expect(orderOf(form({ person: null }), template)).toBeNull()
    expect(orderOf(form(), null)).toBeNull()
  })
  it('says only what was written', () =>
    expect(orderOf(form({ title: ' 数据安全与合规实务 ', score: '９６.5', completionRate: '100' }), template)).toEqual({
      templateId: 2,
      employeeNo: 'KPL0006',
      title: '数据安全与合规实务',
      score: 96.5,
    }))
  it.each([
    [{ kind: 'template' }, {}, { year: 2028, month: 11, day: 23 }],
    [{ kind: 'none' }, { validUntil: null }, null],
    [{ kind: 'day', day: '2027-02-28' }, { validUntil: '2027-02-28' }, { year: 2027, month: 2, day: 28 }],
  ] as const)('for %j orders %j', (validity, more, lastDay) => {
    expect(orderOf(form({ validity }), template)).toEqual({ templateId: 2, employeeNo: 'KPL0006', ...more })
    expect(lastDayFor(validity, template, now, zone)).toEqual(lastDay)
  })
  it('asks for what the template prints and its type is about', () => {
    expect([asksFor(template, 'score'), asksFor(template, 'completionRate')]).toEqual([true, false])
    expect(asksFor({ ...template, type: 'course', templateHtml: '' }, 'completionRate')).toBe(true)
  })
  it.each([
    ['', null],
    ['0', 0],
    ['96.5', 96.5],
    ['100.00', 100],
    ['100.01', undefined],
    ['96.555', undefined],
    ['八十八', undefined],
    ['-1', undefined],
  ])('reads %j as %j', (typed, figure) => expect(readFigure(typed)).toBe(figure))
  it('is held back by what is missing or wrong', () => {
    expect(Object.keys(slipsIn(emptyForm(), null, now, zone))).toEqual(['person', 'template'])
    expect(slipsIn(form({ score: '八十八', validity: { kind: 'day', day: '2026-11-22' } }), template, now, zone)).toEqual({
      score: 'issuing.figureWrong',
      validUntil: 'issuing.dayWrong',
    })
    expect(slipsIn(form({ validity: { kind: 'day', day: '2026-11-23' } }), template, now, zone)).toEqual({})
  })
  it('shows what the server refuses at the fields it is about', () => {
    const problem = { type: 'about:blank', title: '', status: 422, requestId: '' }
    expect(refusedIn({ ...problem, code: 'person_inactive' })).toEqual({ person: 'problem.person_inactive' })
    expect(
      refusedIn({
        ...problem,
        code: 'invalid_request',
        errors: [
          { path: 'title', message: 'too long' },
          { path: 'x', message: '' },
        ],
      }),
    ).toEqual({ title: 'issuing.fieldWrong' })
    expect(refusedIn({ ...problem, code: 'certificate_overflows' })).toEqual({})
  })
})
