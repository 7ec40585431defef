import { describe, expect, it } from 'vitest'
import { malformedVerdict } from './check.ts'
import { notFoundVerdict, verdictOn, Verdict, type VerdictRecord } from './verdict.ts'

const now = new Date('2026-11-23T06:05:00Z')
const day = 86_400_000
const record = (more: Partial<VerdictRecord> = {}): VerdictRecord => ({
  certificateNo: 'KPL-2026-7K3M-9QXD-4R2T',
  title: '数据安全与合规实务',
  type: 'exam',
  holderName: '欧*䶮',
  issuerName: '考培练企业学习认证中心',
  issuedAt: new Date(now.getTime() - day),
  validUntil: new Date(now.getTime() + 365 * day),
  suspendedAt: null,
  revokedAt: null,
  isSuperseded: false,
  supersededBy: null,
  supersededAt: null,
  isUnaltered: true,
  ...more,
})
const failed = (verdict: Verdict) => verdict.checks.filter(({ outcome }) => outcome === 'fail').map(({ name, detail }) => `${name}: ${detail}`)

describe('the verdict', () => {
  it.each([
    ['a good one', {}, 'valid', 'valid', []],
    ['one that ends soon', { validUntil: new Date(now.getTime() + day) }, 'valid', 'expiring', []],
    ['one without an end', { validUntil: null }, 'valid', 'valid', []],
    ['a revoked one', { revokedAt: now }, 'invalid', 'revoked', ['status: revoked']],
    ['a suspended one', { suspendedAt: now }, 'invalid', 'suspended', ['status: suspended']],
    ['a replaced one', { isSuperseded: true, supersededBy: 'KPL-…' }, 'invalid', 'superseded', ['status: superseded']],
    ['one that has run out and was replaced', { isSuperseded: true, validUntil: now }, 'invalid', 'superseded', ['status: superseded', 'dates: expired']],
    ['one that has run out', { validUntil: now }, 'invalid', 'expired', ['dates: expired']],
    ['one that begins tomorrow', { issuedAt: new Date(now.getTime() + day) }, 'invalid', 'notYetValid', ['dates: notYetValid']],
    ['an altered one', { isUnaltered: false }, 'invalid', 'valid', ['integrity: altered']],
  ] as const)('on %s', (_, more, outcome, status, failures) => {
    const verdict = verdictOn(record(more), now)
    expect(Verdict.parse(verdict)).toEqual(verdict)
    expect([verdict.outcome, verdict.status, failed(verdict)]).toEqual([outcome, status, failures])
  })

  it('on an unknown number asks nothing further', () => {
    const verdict = notFoundVerdict('KPL-2026-7K3M-9QXD-4R2T', now)
    expect(verdict.outcome).toBe('notFound')
    expect(verdict.checks.map(({ outcome }) => outcome)).toEqual(['pass', 'fail', 'skipped', 'skipped', 'skipped'])
  })
  it('on a malformed number repeats at most 64 characters of it', () => {
    const verdict = malformedVerdict('x'.repeat(500), now)
    expect(verdict.outcome).toBe('malformed')
    expect(verdict.certificateNo).toHaveLength(64)
  })
  it('on a malformed number halves no character of it', () => expect(malformedVerdict(`${'x'.repeat(63)}𠮷`, now).certificateNo).toBe('x'.repeat(63)))
})
