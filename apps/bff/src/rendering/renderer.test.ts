import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Failure } from '@wallet/shared/problem'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { builtinTemplates } from './builtin.ts'
import type { Drawing } from './drawing.ts'
import { startRenderer, type Renderer } from './renderer.ts'
import { specimenFacts } from './specimen.ts'

const [template] = builtinTemplates
if (!template) throw new Error('the built-in designs are missing')
const drawing: Drawing = { ...template, facts: specimenFacts('course'), verifyUrl: 'http://localhost:3000/v/KPL-2026-7K3M-9QXD-4R2T' }
const named = (holderName: string): Drawing => ({ ...drawing, facts: specimenFacts('course', { holderName }) })

let renderer: Renderer | null = null
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renderer-'))
})
afterEach(async () => renderer?.close())
afterAll(() => rm(folder, { recursive: true }))
const aScript = async (name: string, source: string) => {
  const file = join(folder, `${name}.mjs`)
  await writeFile(file, source)
  return pathToFileURL(file)
}
/**
 * A stand-in for the drawing process that obeys the holder's name: `hang` never ends, `crash` ends the process, `pid` says which one it is,
 * `environment` what it knows of the server.
 */
const obedient = () =>
  aScript(
    'obedient',
    `process.on('message', ({ id, task }) => {
      const name = task.kind === 'draw' ? task.drawing.facts.holderName : ''
      if (name === 'hang') for (;;) {}
      if (name === 'crash') process.exit(1)
      const svg = name === 'pid' ? String(process.pid) : name === 'environment' ? Object.keys(process.env).join() : name
      setTimeout(() => process.send({ kind: 'done', id, result: { svg, overflows: false, missing: [], outlines: '' } }), 5)
    })
    process.send({ kind: 'ready' })`,
  )
const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the drawing process', () => {
  it('draws, checks and refuses', async () => {
    renderer = startRenderer()
    const [picture, reasons] = await Promise.all([renderer.draw(drawing), renderer.check({ templateHtml: '<script></script>', templateStyle: '' })])
    expect(picture.svg).toMatch(/^<svg/)
    expect(reasons).toMatchObject([{ path: 'templateHtml', message: '<script> is not allowed (line 1, column 1)' }])
    await expect(renderer.draw({ ...drawing, templateHtml: '<script></script>' })).rejects.toMatchObject({
      code: 'template_refused',
      details: { errors: reasons },
    })
  })

  it('gives up a drawing that takes too long, and the others go on', async () => {
    renderer = startRenderer({ limitMs: 300, script: await obedient() })
    const [first, slow, last] = await Promise.allSettled([renderer.draw(named('first')), renderer.draw(named('hang')), renderer.draw(named('last'))])
    expect(first).toMatchObject({ status: 'fulfilled', value: { svg: 'first' } })
    expect(slow).toMatchObject({ status: 'rejected', reason: new Failure('render_timeout') })
    expect(last).toMatchObject({ status: 'fulfilled', value: { svg: 'last' } })
  })

  it('is started again after a crash, and the others go on', async () => {
    renderer = startRenderer({ script: await obedient() })
    const [crash, last] = await Promise.allSettled([renderer.draw(named('crash')), renderer.draw(named('last'))])
    expect(crash).toMatchObject({ status: 'rejected', reason: { code: 'render_timeout' } })
    expect(last).toMatchObject({ status: 'fulfilled', value: { svg: 'last' } })
  })

  it('is ended when a drawing takes too long, whatever it is doing', async () => {
    renderer = startRenderer({ limitMs: 300, script: await obedient() })
    const pid = Number((await renderer.draw(named('pid'))).svg)
    await expect(renderer.draw(named('hang'))).rejects.toMatchObject({ code: 'render_timeout' })
    await expect.poll(() => isThere(pid)).toBe(false)
    expect(Number((await renderer.draw(named('pid'))).svg)).not.toBe(pid)
  })

  it('that cannot start is not tried for ever, but again when asked', async () => {
    const starts = join(folder, 'starts')
    const script = await aScript('hopeless', `(await import('node:fs')).appendFileSync(${JSON.stringify(starts)}, '.'); process.exit(3)`)
    renderer = startRenderer({ script })
    const asked = await Promise.allSettled([renderer.draw(drawing), renderer.preview(drawing)])
    expect(asked.map(outcome => outcome.status === 'rejected' && String(outcome.reason))).toEqual(Array(2).fill('Error: the drawing process ended (3)'))
    await expect(renderer.draw(drawing)).rejects.toThrow('the drawing process ended')
    await setTimeout(200)
    expect(await readFile(starts, 'utf8')).toBe('..')
  })

  it('draws certificates first, looks at designs after them, and what nobody waits for last', async () => {
    renderer = startRenderer({ script: await obedient() })
    const order: string[] = []
    const asked = [
      ...[renderer.drawLater(named('a list')), renderer.preview(named('a look')), renderer.preview(named('another look'))],
      renderer.draw(named('a certificate')),
    ]
    await Promise.all(asked.map(async picture => order.push((await picture).svg)))
    expect(order).toEqual(['a certificate', 'a look', 'another look', 'a list'])
  })

  it('lets whoever looks at something wait for one picture of a long list at most, however much they look at', async () => {
    const busy = startRenderer({ script: await obedient() })
    renderer = busy
    const order: string[] = []
    const ask = async (picture: Promise<{ svg: string }>) => order.push((await picture).svg)
    const list = Array.from({ length: 20 }, () => ask(busy.drawLater(named('list'))))
    await list[0]
    const looks = Array.from({ length: 8 }, () => ask(busy.preview(named('look'))))
    await Promise.all([...looks, ...list])
    expect(order.slice(0, 10)).toEqual(['list', 'list', ...Array.from({ length: 8 }, () => 'look')])
  })

  it('lets those who look take turns', async () => {
    const busy = startRenderer({ script: await obedient() })
    renderer = busy
    const order: string[] = []
    const asked = [...['one', 'one', 'one', 'other'].map(who => ({ who, picture: busy.preview(named(who), who) }))]
    await Promise.all(asked.map(async ({ who, picture }) => (await picture, order.push(who))))
    expect(order).toEqual(['one', 'other', 'one', 'one'])
  })

  it('refuses looks at designs where too many wait, but no certificate', async () => {
    const busy = startRenderer({ script: await obedient() })
    renderer = busy
    const looks = Array.from({ length: 30 }, () => busy.preview(named('a look')))
    const certificates = Array.from({ length: 30 }, () => busy.draw(named('a certificate')))
    const outcomes = await Promise.allSettled(looks)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    expect(await Promise.all(certificates)).toHaveLength(30)
  })

  it('knows nothing of the environment, where the passwords are', async () => {
    renderer = startRenderer({ script: await obedient() })
    expect((await renderer.draw(named('environment'))).svg).toBe('')
  })

  it('does not outlive its server, even one that is killed in the middle of a drawing', async () => {
    const hard = { ...drawing, templateHtml: `<p>${'学'.repeat(2_000)}</p>` }
    const worker = new URL('worker.ts', import.meta.url)
    const script = await aScript(
      'server',
      `import { fork } from 'node:child_process'
      const child = fork(new URL(${JSON.stringify(worker)}), { serialization: 'advanced' })
      child.on('message', ({ kind }) => {
        if (kind !== 'ready') return
        child.send({ id: 1, task: { kind: 'draw', drawing: ${JSON.stringify(hard)} } })
        setImmediate(() => process.kill(process.pid, 'SIGKILL'))
      })`,
    )
    // The drawing process holds the other end of this pipe too: it ends when both are gone.
    const server = fork(script, { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    const [, signal] = await Promise.all([server.stdout && once(server.stdout.resume(), 'end'), once(server, 'exit').then(([, by]) => String(by))])
    expect(signal).toBe('SIGKILL')
  })

  it('refuses what still waits when it is closed, and what comes after', async () => {
    renderer = startRenderer({ script: await obedient() })
    const waiting = renderer.draw(named('hang'))
    const [outcome] = await Promise.allSettled([waiting, renderer.close()])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    await expect(renderer.draw(drawing)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
