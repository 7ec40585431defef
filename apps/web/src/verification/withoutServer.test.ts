import { expect, it } from 'vitest'
import { tell } from './told.ts'
import { pageFor } from './withoutServer.ts'

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
const told = (path: string) => tell(pageFor(path, { organisation }, 'zh-CN', now))

it.each([
  ['a good number', '/v/KPL-2026-0000-0000-000D', 'offline', '编号写法没有错。是真是假，要连上网络才能查。'],
  ['a good number as people write it', '/v/kpl2026 0000 0000 000d'.replaceAll(' ', '%20'), 'offline', '编号写法没有错。是真是假，要连上网络才能查。'],
  ['a mistyped number', '/v/KPL-2026-0000-0000-000E', 'malformed', '有一位打错了，或有两位写反了。请对照证书，再看一遍。'],
  ['something else', '/v/%E4%BD%A0%E5%A5%BD', 'malformed', '这不像一个证书编号。请对照证书，再看一遍。'],
  ['nothing', '/v', 'offline', '现在只能看出编号有没有写错。是真是假，要连上网络才能查。'],
  ['what cannot be read', '/v/%E0%A4', 'offline', '现在只能看出编号有没有写错。是真是假，要连上网络才能查。'],
] as const)('without a server, of %s it is told what the phone can know, and never that it is real', (_, path, finding, sentence) =>
  expect(told(path)).toMatchObject({ finding, sentence }),
)
