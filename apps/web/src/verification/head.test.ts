import { expect, it } from 'vitest'
import type { VerifyPage } from '@wallet/shared/verification/page'
import { malformedVerdict } from '@wallet/shared/verification/check'
import { notFoundVerdict, verdictOn } from '@wallet/shared/verification/verdict'
import { headOf } from './head.ts'
import { tell } from './told.ts'

const now = new Date('2026-11-23T06:05:00Z')
const organisation = {
  englishName: 'KPL',
  name: '考培练',
  issuerName: '考培练企业学习认证中心',
  zone: 'Asia/Shanghai',
  numberPrefix: 'KPL',
  publicOrigin: 'https://wallet.example',
  contact: null,
  isDemo: false,
}
const record = {
  certificateNo: 'KPL-2026-0000-0000-000D',
  title: '<b>"安全" & 合规</b>',
  type: 'exam',
  holderName: '欧*䶮',
  issuerName: '考培练企业学习认证中心',
  issuedAt: new Date('2026-11-20T01:00:00Z'),
  validUntil: new Date('2028-11-20T16:00:00Z'),
  suspendedAt: null,
  revokedAt: null,
  isSuperseded: false,
  supersededBy: null,
  supersededAt: null,
  isUnaltered: true,
} as const
const page = (more: Partial<typeof record | { validUntil: Date; revokedAt: Date; isUnaltered: boolean }> = {}): VerifyPage => ({
  locale: 'zh-CN',
  organisation,
  trouble: null,
  shared: null,
  path: '/v/KPL-2026-0000-0000-000D',
  verdict: verdictOn({ ...record, ...more }, now),
})

it('the head says the verdict and the title, escaped, and links to the public address', () => {
  const head = headOf(page())
  expect(head).toContain('<title>有效 · 证书验证 · 考培练</title>')
  expect(head).toContain('content="确由考培练颁发，目前有效。 &lt;b&gt;&quot;安全&quot; &amp; 合规&lt;/b&gt;"')
  expect(head).toContain('<meta property="og:url" content="https://wallet.example/v/KPL-2026-0000-0000-000D">')
  expect(head).toContain('<meta name="robots" content="noindex">')
  expect(head).not.toContain('欧')
})
it('the head repeats nothing of what was mistyped', () => {
  const head = headOf({ locale: 'en', organisation, trouble: null, shared: null, path: '/v/x', verdict: malformedVerdict('"><script>', now) })
  expect(head).not.toContain('<script')
  expect(head).toContain('<meta property="og:url" content="https://wallet.example/v">')
})

it.each([
  ['a good one', page(), '有效', '确由考培练颁发，目前有效。'],
  ['one on its last day', page({ validUntil: new Date('2026-11-23T16:00:00Z') }), '有效', '确由考培练颁发，目前有效，今天是最后一天。'],
  ['one that ended yesterday', page({ validUntil: new Date('2026-11-22T16:00:00Z') }), '已过期', '确由考培练颁发，但有效期到 2026-11-22 为止，现在已经过期。'],
  ['a revoked one', page({ revokedAt: now }), '已撤销', '确由考培练颁发，但已被撤销，请不要采信。'],
  ['an altered one, whatever else it says', page({ isUnaltered: false, revokedAt: now }), '内容不符', '内容与颁发记录不符，请不要采信。'],
  ['an unknown number', { ...page(), verdict: notFoundVerdict('KPL-2026-0000-0000-000D', now) }, '查无此证', '编号写法没有错，但考培练没有颁发过这张证书。'],
  ['a number that is too short', { ...page(), verdict: malformedVerdict('KPL-2026-0000', now) }, '编号有误', '位数不对。请对照证书，再看一遍。'],
  ['something that is no number', { ...page(), verdict: malformedVerdict('hello', now) }, '编号有误', '这不像一个证书编号。请对照证书，再看一遍。'],
  ['nothing yet', { ...page(), verdict: null }, '验证一张证书', '输入证书上的编号，马上知道真假，不用登录。'],
] as const)('of %s it says so in one word and one sentence', (_, shown, word, sentence) => expect(tell(shown)).toMatchObject({ word, sentence }))
