import { Failure } from '@wallet/shared/problem'
import { afterEach, describe, expect, it } from 'vitest'
import { builtinTemplates } from './builtin.ts'
import type { Drawing } from './drawing.ts'
import { startRenderer, type Renderer } from './renderer.ts'
import { specimenFacts } from './specimen.ts'

const [template] = builtinTemplates
if (!template) throw new Error('the built-in designs are missing')
const drawing: Drawing = { ...template, facts: specimenFacts('course'), verifyUrl: 'http://localhost:3000/v/KPL-2026-7K3M-9QXD-4R2T' }
const named = (holderName: string): Drawing => ({ ...drawing, facts: specimenFacts('course', { holderName }) })

let renderer: Renderer | null = null
afterEach(async () => renderer?.close())
/** A stand-in for the drawing thread that obeys the holder's name: `hang` never ends, `crash` ends the thread. */
const obedient = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ id, task }) => {
      const name = task.drawing.facts.holderName
      if (name === 'hang') for (;;) {}
      if (name === 'crash') process.exit(1)
      parentPort.postMessage({ kind: 'done', id, result: { svg: name, overflows: false, missing: [], outlines: '' } })
    })
    parentPort.postMessage({ kind: 'ready' })`)}`,
)

describe('the drawing thread', () => {
  it('draws, checks and refuses', async () => {
    renderer = startRenderer()
    const [picture, reasons] = await Promise.all([renderer.draw(drawing), renderer.check({ templateHtml: '<script></script>', templateStyle: '' })])
    expect(picture.svg).toMatch(/^<svg/)
    expect(reasons).toEqual([{ path: 'templateHtml', message: '<script> is not allowed (line 1, column 1)' }])
    await expect(renderer.draw({ ...drawing, templateHtml: '<script></script>' })).rejects.toMatchObject({
      code: 'template_refused',
      details: { errors: reasons },
    })
  })

  it('gives up a drawing that takes too long, and the others go on', async () => {
    renderer = startRenderer({ limitMs: 300, script: obedient })
    const [first, slow, last] = await Promise.allSettled([renderer.draw(named('first')), renderer.draw(named('hang')), renderer.draw(named('last'))])
    expect(first).toMatchObject({ status: 'fulfilled', value: { svg: 'first' } })
    expect(slow).toMatchObject({ status: 'rejected', reason: new Failure('render_timeout') })
    expect(last).toMatchObject({ status: 'fulfilled', value: { svg: 'last' } })
  })

  it('is started again after a crash, and the others go on', async () => {
    renderer = startRenderer({ script: obedient })
    const [crash, last] = await Promise.allSettled([renderer.draw(named('crash')), renderer.draw(named('last'))])
    expect(crash).toMatchObject({ status: 'rejected', reason: { code: 'render_timeout' } })
    expect(last).toMatchObject({ status: 'fulfilled', value: { svg: 'last' } })
  })

  it('that cannot start says why', async () => {
    renderer = startRenderer({ script: new URL('data:text/javascript,throw new Error("no fonts")') })
    await expect(renderer.draw(drawing)).rejects.toThrow('no fonts')
  })

  it('refuses what still waits when it is closed, and what comes after', async () => {
    renderer = startRenderer({ script: obedient })
    const waiting = renderer.draw(named('hang'))
    const [outcome] = await Promise.allSettled([waiting, renderer.close()])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    await expect(renderer.draw(drawing)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
