import { describe, expect, it } from 'vitest'
import { shownText } from './contentOf.ts'
import { readCode } from './readCode.ts'

const origin = 'https://wallet.example'
const no = 'KPL-2026-0000-0000-000D'
const read = (text: string) => readCode(text, origin)

describe('a code of ours', () => {
  it.each([
    ['our link', `https://wallet.example/v/${no}`],
    ['with a language', `https://wallet.example/v/${no}?lang=en`],
    ['with what a chat appended', `https://wallet.example/v/${no}?from=chat#top`],
    ['in capitals, as dense codes are', `HTTPS://WALLET.EXAMPLE/V/${no}`],
    ['in small letters', `https://wallet.example/v/${no.toLowerCase()}`],
    ['without hyphens', 'https://wallet.example/v/KPL20260000000000 0D'.replace(' ', '')],
    ['with a slash at its end', `https://wallet.example/v/${no}/`],
    ['with escaped hyphens', `https://wallet.example/v/${no.replaceAll('-', '%2D')}`],
    ['with the port that https has anyway', `https://wallet.example:443/v/${no}`],
    ['with white space around', ` https://wallet.example/v/${no}\n`],
    ['the bare number', no],
    ['the bare number in small letters, with spaces', 'kpl 2026 0000 0000 000d'],
    ['the bare number, full width', 'ＫＰＬ－２０２６－００００－００００－０００Ｄ'],
  ])('is verified: %s', (_, text) => expect(read(text)).toEqual({ kind: 'verify', asked: no }))

  it('with a misprinted number is asked for as it stands, so that the answer can say so', () => {
    expect(read('https://wallet.example/v/KPL-2026-0000-0000-000E')).toEqual({ kind: 'verify', asked: 'KPL-2026-0000-0000-000E' })
    expect(read('https://wallet.example/v/%E8%AF%81')).toEqual({ kind: 'verify', asked: '证' })
    expect(read('kpl-2026-0000-0000-000e')).toEqual({ kind: 'verify', asked: 'KPL-2026-0000-0000-000E' })
  })
  it.each(['https://wallet.example/s/q7Yk_3x-9QmZ', 'HTTPS://WALLET.EXAMPLE/s/q7Yk_3x-9QmZ?lang=en'])('shows a shared certificate: %s', text =>
    expect(read(text)).toEqual({ kind: 'share', token: 'q7Yk_3x-9QmZ' }),
  )
  it('is judged by scheme, host and port of the organisation, whatever they are', () => {
    expect(readCode(`http://10.0.0.8:3000/v/${no}`, 'http://10.0.0.8:3000')).toEqual({ kind: 'verify', asked: no })
    expect(readCode(`http://10.0.0.8:3001/v/${no}`, 'http://10.0.0.8:3000')).toMatchObject({ kind: 'foreign', host: 'http://10.0.0.8:3001' })
    expect(readCode(`https://xn--2jsq61gn1a.example/v/${no}`, 'https://考培练.example').kind).toBe('verify')
  })
})

describe('a link that only looks like ours', () => {
  it.each([
    ['another host', `https://evil.example/v/${no}`, 'evil.example'],
    ['ours as somebody’s name', `https://wallet.example@evil.example/v/${no}`, 'evil.example'],
    ['ours as name and password', `https://wallet.example:443@evil.example/v/${no}`, 'evil.example'],
    ['somebody’s name in front of ours', `https://admin@wallet.example/v/${no}`, 'wallet.example'],
    ['an empty name in front of ours', `https://@wallet.example/v/${no}`, 'wallet.example'],
    ['ours as the beginning of a host', `https://wallet.example.evil.example/v/${no}`, 'wallet.example.evil.example'],
    ['ours as the end of a host', `https://evilwallet.example/v/${no}`, 'evilwallet.example'],
    ['below our host', `https://v.wallet.example/v/${no}`, 'v.wallet.example'],
    ['ours with a dot at its end', `https://wallet.example./v/${no}`, 'wallet.example.'],
    ['another port', `https://wallet.example:8443/v/${no}`, 'wallet.example:8443'],
    ['without encryption', `http://wallet.example/v/${no}`, 'http://wallet.example'],
    ['without a scheme', `//wallet.example/v/${no}`, 'wallet.example'],
    ['without a scheme and slashes', `wallet.example/v/${no}`, 'wallet.example'],
    ['with too few slashes', `https:/wallet.example/v/${no}`, 'wallet.example'],
    ['with too many slashes', `https:///wallet.example/v/${no}`, 'wallet.example'],
    ['with a backslash', `https://wallet.example\\v\\${no}`, 'wallet.example'],
    ['with a backslash in front of another host', `https://evil.example\\@wallet.example/v/${no}`, 'evil.example'],
    ['with a tab inside', `https://wallet.exa\tmple/v/${no}`, 'wallet.example'],
    ['with a line break inside', `https://wallet.example/v/${no.slice(0, 9)}\n${no.slice(9)}`, 'wallet.example'],
    ['in Cyrillic letters', `https://wаllet.example/v/${no}`, 'xn--wllet-4ve.example'],
    ['in Chinese', `https://考培练.example/v/${no}`, 'xn--2jsq61gn1a.example'],
    ['with a full-width dot', `https://wallet。example/v/${no}`, 'wallet.example'],
    ['an address in numbers', `http://2130706433/v/${no}`, 'http://127.0.0.1'],
    ['our link as a parameter', `https://evil.example/?to=https://wallet.example/v/${no}`, 'evil.example'],
    ['our link as a fragment', `https://evil.example/#https://wallet.example/v/${no}`, 'evil.example'],
  ])('is not opened, but its number can be checked: %s', (_, text, host) =>
    expect(read(text)).toEqual({ kind: 'foreign', content: 'web', text, host, certificateNo: no }),
  )
})

describe('a code that is something else', () => {
  it.each([
    ['https://www.baidu.com/s?wd=1', 'web', 'www.baidu.com'],
    ['https://u.wechat.com/abc', 'web', 'u.wechat.com'],
    ['www.example.com', 'web', 'www.example.com'],
    ['example.com:8080/a', 'web', 'example.com:8080'],
    ['https://', 'text', null],
    ['WIFI:T:WPA;S:KPL;P:secret;;', 'wifi', null],
    ['BEGIN:VCARD\nFN:周雨桐\nEND:VCARD', 'contact', null],
    ['MECARD:N:Zhou;TEL:1;;', 'contact', null],
    ['BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT', 'event', null],
    ['mailto:a@b.example', 'email', null],
    ['tel:+8610', 'phone', null],
    ['SMSTO:10086:CXYE', 'message', null],
    ['geo:39.9,116.4', 'place', null],
    ['javascript:alert(1)', 'program', null],
    ['data:text/html,<script>alert(1)</script>', 'program', null],
    ['weixin://wxpay/bizpayurl?pr=x', 'app', null],
    ['otpauth://totp/x?secret=y', 'app', null],
    ['bitcoin:1A1zP1', 'app', null],
    ['6901234567892', 'text', null],
    ['时间: 9:00', 'text', null],
    ['<img src=x onerror=alert(1)>', 'text', null],
    ['  ', 'nothing', null],
  ])('%j is %s', (text, content, host) => expect(read(text)).toEqual({ kind: 'foreign', content, text, host, certificateNo: null }))

  it.each([
    'https://wallet.example/',
    'https://wallet.example/login',
    'https://wallet.example//v/x',
    'https://wallet.example/s/%00',
    'https://wallet.example/v/%E0%A4',
  ])('is a page of ours that is no certificate: %s', text => expect(read(text)).toMatchObject({ kind: 'foreign', content: 'ownPage', host: 'wallet.example' }))
  it('may still have a number in it', () => {
    expect(read(`证书编号：${no}，周雨桐`)).toMatchObject({ content: 'text', certificateNo: no })
    expect(read('证书编号：KPL-2026-0000-0000-000E')).toMatchObject({ content: 'text', certificateNo: null })
  })
})

it.each([
  ['a text that turns around', 'https://evil.example/\u202Eexe.gnp', 'https://evil.example/[U+202E]exe.gnp'],
  ['what has no width', 'a\u200Bb\u0000c', 'a[U+200B]b[U+0000]c'],
  ['lines of another system', 'two\r\nlines', 'two\nlines'],
  ['more than a screen holds', 'x'.repeat(700), `${'x'.repeat(600)}…`],
  ['half a character', 'lone \uD800', 'lone \uFFFD'],
  ['rare names and joined signs, untouched', '欧阳䶮 𠮷田 👩‍🎓', '欧阳䶮 𠮷田 👩‍🎓'],
])('nothing hides in what is shown of a code: %s', (_, text, shown) => expect(shownText(text)).toBe(shown))
