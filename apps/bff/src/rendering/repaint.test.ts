import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { repaint } from './repaint.ts'

const noise = (side: number) => sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })

it('a picture is drawn anew as large as anything shows it', async () => {
  const { bytes, width, height } = await repaint(await noise(300).resize(3_000, 1_500, { kernel: 'cubic', fit: 'fill' }).jpeg().toBuffer())
  expect([width, height, (await sharp(bytes).metadata()).format]).toEqual([2_400, 1_200, 'webp'])
})

it('one that would be too many bytes is drawn smaller', async () => {
  const { bytes, width } = await repaint(await noise(2_000).jpeg({ quality: 50 }).toBuffer())
  expect([width, bytes.length < 1_500_000]).toEqual([1_600, true])
})

it('a thread that is longer than any picture is not drawn at all', async () => {
  const thread = await sharp({ create: { width: 1, height: 12_001, channels: 3, background: '#000' } })
    .png()
    .toBuffer()
  await expect(repaint(thread)).rejects.toMatchObject({ code: 'media_too_many_pixels' })
})
