import { describe, expect, it } from 'vitest'
import { addressOf, everything, narrowedBy, pageOf, queryOf } from './trail.ts'

const now = new Date('2026-11-23T06:05:00Z')

describe('what the trail is narrowed down to', () => {
  it('is what the address says, and the other way round', () => {
    const narrowed = { kind: 'sessions', period: 7, actor: 'KPL0002', subject: 'KPL-2026' } as const
    expect(narrowedBy(addressOf(narrowed) as Record<string, string>)).toEqual(narrowed)
    expect(addressOf(everything)).toEqual({})
  })
  it.each([{ kind: 'all' }, { days: '8' }, { by: 'a b' }, { by: ['x', 'y'] }, { about: null }])('leaves out what an address cannot mean: %j', query => {
    expect(narrowedBy(query)).toEqual(everything)
  })
  it('counts days in the zone of the organisation, today included', () => {
    expect(queryOf({ ...everything, period: 1 }, now, 'Asia/Shanghai')).toEqual({ except: 'pictures', from: '2026-11-23' })
    expect(queryOf({ ...everything, period: 7 }, now, 'Asia/Shanghai')).toEqual({ except: 'pictures', from: '2026-11-17' })
    expect(queryOf({ ...everything, kind: 'pictures' }, now, 'Asia/Shanghai')).toEqual({ kind: 'pictures' })
  })
})

describe('what an event is about', () => {
  it.each([
    ['certificate.issued', 'KPL-2026-0000-0000-000D', { name: 'certificate', params: { certificateNo: 'KPL-2026-0000-0000-000D' } }],
    ['template.changed', 'template:3', { name: 'template', params: { id: '3' } }],
    ['batch.finished', 'batch:12', { name: 'batch', params: { id: '12' } }],
    ['session.refused', 'account:0123', null],
    ['certificates.exported', 'certificates', null],
    ['session.started', 'person', null],
  ] as const)('%s of %s can be looked at', (event, subject, page) => {
    expect(pageOf({ event, subject })).toEqual(page)
  })
})
