import sharp from 'sharp'
import { expect, it } from 'vitest'
import { plain, withSwollenText } from '../../test/pictures.ts'
import { barePng } from './barePng.ts'

const png = await plain(64, 64).png().toBuffer()

it('a picture is looked at without the texts in it, however far they would swell', async () => {
  let talkative: Buffer = png
  for (let texts = 0; texts < 20; texts += 1) talkative = withSwollenText(talkative, 1_000_000)
  expect(Buffer.from(barePng(talkative)).equals(barePng(png))).toBe(true)
  expect(await sharp(barePng(talkative)).raw().toBuffer()).toEqual(await sharp(png).raw().toBuffer())
})

it('a picture of few colours with a clear ground looks the same afterwards', async () => {
  const drawn = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#2e437480' } })
    .png({ palette: true })
    .toBuffer()
  expect(await sharp(barePng(drawn)).raw().toBuffer()).toEqual(await sharp(drawn).raw().toBuffer())
})

it('what is cut off stays cut off, and what is no PNG stays as it is', async () => {
  const jpeg = await plain(8, 8).jpeg().toBuffer()
  expect([barePng(jpeg), Buffer.from(barePng(png.subarray(0, -20))).includes('IEND')]).toEqual([jpeg, false])
})
