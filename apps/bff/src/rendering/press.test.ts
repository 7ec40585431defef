import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stages } from '@wallet/shared/templates/stage'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readQr } from '../../test/qr.ts'
import { builtinTemplates } from './builtin.ts'
import { createEngine } from './engine.ts'
import { startPress, type Press } from './press.ts'
import { specimenFacts } from './specimen.ts'
import { voidPicture } from './voidPicture.ts'

const engine = await createEngine()
const verifyUrl = 'https://cert.example.com/v/KPL-2026-7K3M-9QXD-4R2T'
const pictures = await Promise.all(
  builtinTemplates.map(async template => ({
    ...template,
    stage: stages[template.orientation],
    svg: (await engine.draw({ ...template, facts: specimenFacts(template.type), verifyUrl })).svg,
  })),
)
const [{ svg } = { svg: '' }] = pictures

describe('a copy as pixels', () => {
  const press = startPress()
  afterAll(() => press.close())

  describe.each(pictures)('of the built-in $type certificate', picture => {
    const ratio = picture.stage.height / picture.stage.width

    it.each([320, 1200, 2376])('is %i wide and as high as its stage, on paper', async width => {
      const metadata = await sharp(await press.raster(picture.svg, { format: 'png', width })).metadata()
      expect(metadata).toMatchObject({ format: 'png', width, height: Math.round(width * ratio), channels: 3, hasAlpha: false })
    })

    it('may be a WebP, which is smaller', async () => {
      const options = { width: 480 } as const
      const [png, webp] = [await press.raster(picture.svg, { format: 'png', ...options }), await press.raster(picture.svg, { format: 'webp', ...options })]
      expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', width: 480, height: Math.round(480 * ratio) })
      expect(webp.length).toBeLessThan(png.length / 2)
    })

    it.each([480, 1200])('has a QR code that can be scanned from %i pixels on, also when it is void', async width => {
      for (const shown of [picture.svg, voidPicture(picture.svg)])
        expect(await readQr(await press.raster(shown, { format: 'png', width }), shown)).toBe(verifyUrl)
    })

    it('is the same bytes each time', async () => {
      const [one, other] = [await press.raster(picture.svg, { format: 'png', width: 480 }), await press.raster(picture.svg, { format: 'png', width: 480 })]
      expect(one.equals(other)).toBe(true)
    })
  })
})

describe('the press', () => {
  let press: Press | null = null
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'press-'))
  })
  afterEach(async () => press?.close())
  afterAll(() => rm(folder, { recursive: true }))

  /** A stand-in for the press that answers with its process id, or hangs. */
  const obedient = async () => {
    const file = join(folder, 'obedient.mjs')
    await writeFile(
      file,
      `process.on('message', ({ id, task }) => {
        if (task.svg === 'hang') for (;;) {}
        setTimeout(() => process.send({ kind: 'done', id, result: Buffer.from(String(process.pid)) }), 5)
      })
      process.send({ kind: 'ready' })`,
    )
    return pathToFileURL(file)
  }
  const png = { format: 'png', width: 480 } as const

  it('gives up what takes too long, and the others go on', async () => {
    const busy = (press = startPress({ limitMs: 300, script: await obedient() }))
    const [slow, last] = await Promise.allSettled([busy.raster('hang', png), busy.raster(svg, png)])
    expect(slow).toMatchObject({ status: 'rejected', reason: { code: 'render_timeout' } })
    expect(last.status).toBe('fulfilled')
  })

  it('turns away what is too much, but nobody else', async () => {
    const busy = (press = startPress({ script: await obedient() }))
    const many = Array.from({ length: 130 }, () => busy.raster(svg, png, 'one'))
    const [outcomes, other] = await Promise.all([Promise.allSettled(many), busy.raster(svg, png, 'other')])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(120)
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'unavailable' } })
    expect(other.length).toBeGreaterThan(0)
  })

  it('ends its process when nobody has asked for a while, and begins again with the next', async () => {
    const idle = (press = startPress({ idleMs: 50, script: await obedient() }))
    const pid = Number(await idle.raster(svg, png))
    await expect.poll(() => isThere(pid)).toBe(false)
    expect(Number(await idle.raster(svg, png))).not.toBe(pid)
  })

  it('refuses what still waits when it is closed, and what comes after', async () => {
    const closing = (press = startPress({ script: await obedient() }))
    const [outcome] = await Promise.allSettled([closing.raster('hang', png), closing.close()])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    await expect(closing.raster(svg, png)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
