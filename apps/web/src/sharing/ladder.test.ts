import { expect, it } from 'vitest'
import { waysOut } from './ladder.ts'

const weChat = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/134.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.62'
const browser = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1'

it.each([
  [
    'in WeChat, by holding the picture and in no other way',
    { userAgent: weChat, canShare: false, hasTouch: true },
    { share: false, hold: true, download: false },
  ],
  ['in a WeChat that can share files, by that too', { userAgent: weChat, canShare: true, hasTouch: true }, { share: true, hold: true, download: false }],
  ['in WeChat on a computer, by holding', { userAgent: weChat, canShare: false, hasTouch: false }, { share: false, hold: true, download: false }],
  ['on a phone, by the share sheet or by holding', { userAgent: browser, canShare: true, hasTouch: true }, { share: true, hold: true, download: false }],
  [
    'on a phone without share sheet, by download or by holding',
    { userAgent: browser, canShare: false, hasTouch: true },
    { share: false, hold: true, download: true },
  ],
  ['on a computer, by download', { userAgent: browser, canShare: false, hasTouch: false }, { share: false, hold: false, download: true }],
  ['on a computer with a share sheet, by either', { userAgent: browser, canShare: true, hasTouch: false }, { share: true, hold: false, download: true }],
])('a picture leaves %s', (_, surroundings, ways) => expect(waysOut(surroundings)).toEqual(ways))
