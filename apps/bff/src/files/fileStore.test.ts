import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile, mkdir } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { Failure } from '@wallet/shared/problem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startS3, type S3Server } from '../../test/s3.ts'
import { hashOf } from './content.ts'
import type { FileStore } from './fileStore.ts'
import { openFiles } from './open.ts'
import type { FilePlace } from './place.ts'
import { openS3 } from './s3.ts'

let s3: S3Server
let folder = ''
beforeAll(async () => {
  ;[s3, folder] = await Promise.all([startS3(), mkdtemp(path.join(tmpdir(), 'wallet-files-'))])
})
afterAll(async () => {
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

let places = 0
const newPlace = (kind: FilePlace['kind']): FilePlace => (kind === 's3' ? s3.place() : { kind, folder: path.join(folder, `store ${(places += 1)}`) })
/** Every file that holds bytes of a place, and nothing else. */
const filesOf = async (place: FilePlace): Promise<string[]> => {
  const root = place.kind === 'disk' ? place.folder : path.join(s3.folder, place.bucket, place.prefix)
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  const isContent = (name: string) => place.kind === 'disk' || name.endsWith('._S3rver_object')
  return entries.filter(entry => entry.isFile() && isContent(entry.name)).map(entry => path.join(entry.parentPath, entry.name))
}
const bytes = Buffer.from('a certificate')
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'kept',
    (error: unknown) => (error instanceof Failure ? error.code : String(Object(error)['code'])),
  )

describe.each(['disk', 's3'] as const)('a file store on %s', kind => {
  let place: FilePlace
  let store: FileStore
  beforeAll(async () => {
    place = newPlace(kind)
    store = await openFiles(place)
  })

  it('gives back what was kept, under its SHA-256, also after it was opened anew', async () => {
    const sha256 = await store.write(bytes)
    expect(sha256).toBe(hashOf(bytes))
    expect(await store.read(sha256)).toEqual(bytes)
    expect(await (await openFiles(place)).read(sha256)).toEqual(bytes)
  })

  it('keeps equal files once, and megabytes and nothing at all as well', async () => {
    const before = (await filesOf(place)).length
    const large = Buffer.alloc(3_000_000, 'x')
    await Promise.all([store.write(large), store.write(large), store.write(large)])
    expect((await filesOf(place)).length).toBe(before + 1)
    expect(await store.read(hashOf(large))).toEqual(large)
    expect(await store.read(await store.write(Buffer.alloc(0)))).toEqual(Buffer.alloc(0))
  })

  it('gives a stretch of what was kept, and nothing where there is not so much', async () => {
    const sha256 = await store.write(bytes)
    const stretch = async (from: number, to: number) => {
      const found = await store.stretch(sha256, from, to)
      return found && text(found)
    }
    expect([await stretch(2, 4), await stretch(0, bytes.length - 1)]).toEqual(['cer', 'a certificate'])
    expect([await stretch(bytes.length, bytes.length + 1), await store.stretch(hashOf(Buffer.from('never')), 0, 1)]).toEqual([null, null])
  })

  it('has nothing where nothing was kept', async () => {
    expect(await store.read(hashOf(Buffer.from('never')))).toBeNull()
  })

  it('forgets what it is told to, also twice', async () => {
    const sha256 = await store.write(Buffer.from('for a while'))
    await store.remove(sha256)
    await store.remove(sha256)
    expect(await store.read(sha256)).toBeNull()
  })

  it.each([
    ['changed', (old: Buffer) => Buffer.concat([Buffer.from('X'), old.subarray(1)])],
    ['cut off', (old: Buffer) => old.subarray(0, 3)],
    ['emptied', () => Buffer.alloc(0)],
  ])('counts a file that was %s as not there, and keeps it again', async (_, damage) => {
    const other = await openFiles(newPlace(kind))
    const own = newPlace(kind)
    const damaged = await openFiles(own)
    const sha256 = await damaged.write(bytes)
    const [file = ''] = await filesOf(own)
    await writeFile(file, damage(await readFile(file)))
    expect(await damaged.read(sha256)).toBeNull()
    expect(await other.read(sha256)).toBeNull()
    await damaged.write(bytes)
    expect(await damaged.read(sha256)).toEqual(bytes)
  })

  it('shows a file whole or not at all while fifty write it and fifty read it', async () => {
    const large = Buffer.alloc(400_000, 'certificate ')
    const sha256 = hashOf(large)
    const reads = Array.from({ length: 50 }, async (_, i) => {
      if (i % 2 === 0) await store.write(large)
      return (await store.read(sha256))?.equals(large) ?? null
    })
    expect(new Set(await Promise.all(reads)).has(false)).toBe(false)
    expect(await store.read(sha256)).toEqual(large)
  })
})

describe('a folder', () => {
  it('may be emptied while it is in use', async () => {
    const place = { kind: 'disk', folder: path.join(folder, 'emptied') } as const
    const store = await openFiles(place)
    await store.write(bytes)
    await rm(place.folder, { recursive: true })
    expect(await store.read(hashOf(bytes))).toBeNull()
    expect(await store.read(await store.write(bytes))).toEqual(bytes)
  })

  it('is swept of what a process left behind that died at work, not of what is being written', async () => {
    const place = { kind: 'disk', folder: path.join(folder, 'swept') } as const
    const incoming = path.join(place.folder, 'incoming')
    await mkdir(incoming, { recursive: true })
    for (const name of ['left behind', 'just begun']) await writeFile(path.join(incoming, name), 'half')
    await utimes(path.join(incoming, 'left behind'), new Date(0), new Date(Date.now() - 2 * 3_600_000))
    await openFiles(place)
    expect(await readdir(incoming)).toEqual(['just begun'])
  })

  it('that is none is a service that is not available', async () => {
    const place = { kind: 'disk', folder: path.join(folder, 'replaced') } as const
    const store = await openFiles(place)
    await rm(place.folder, { recursive: true })
    await writeFile(place.folder, 'a file')
    expect(await codeOf(store.write(bytes))).toBe('unavailable')
    expect(await codeOf(store.read(hashOf(bytes)))).toBe('unavailable')
  })
})

describe('an S3 server', () => {
  const limitMs = 700
  const timed = async (call: Promise<unknown>) => {
    const startedAt = performance.now()
    return { code: await codeOf(call), isSoon: performance.now() - startedAt < limitMs + 1_000 }
  }
  const answering = async (listener: RequestListener, ask: (store: FileStore) => Promise<void>) => {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    await ask(openS3({ ...s3.place(), endpoint }, limitMs))
    server.closeAllConnections()
    server.close()
  }

  it('that is not there is a service that is not available', async () => {
    const store = openS3({ ...s3.place(), endpoint: 'http://127.0.0.1:9' }, limitMs)
    expect(await timed(store.read(hashOf(bytes)))).toEqual({ code: 'unavailable', isSoon: true })
    expect(await timed(store.write(bytes))).toEqual({ code: 'unavailable', isSoon: true })
  })

  it('that stops answering does not hold anybody up, and is used again when it is back', async () => {
    const store = openS3(s3.place(), limitMs)
    await store.write(bytes)
    s3.freeze()
    expect(await timed(store.read(hashOf(bytes)))).toEqual({ code: 'unavailable', isSoon: true })
    expect(await timed(store.write(bytes))).toEqual({ code: 'unavailable', isSoon: true })
    s3.wake()
    expect(await store.read(await store.write(bytes))).toEqual(bytes)
  })

  it('that stops in the middle of an answer, or drips, does not hold anybody up either', async () => {
    await answering(
      (_, response) => response.writeHead(200, { 'content-length': bytes.length }).write('a'),
      async store => expect(await timed(store.read(hashOf(bytes)))).toEqual({ code: 'unavailable', isSoon: true }),
    )
    await answering(
      (_, response) => {
        response.writeHead(200, { 'content-length': 1_000_000 })
        const drip = setInterval(() => response.write('a'), 50)
        response.once('close', () => clearInterval(drip))
      },
      async store => expect(await timed(store.read(hashOf(bytes)))).toEqual({ code: 'unavailable', isSoon: true }),
    )
  })

  it('that breaks off an answer has given nothing', async () => {
    await answering(
      (_, response) => {
        response.writeHead(200, { 'content-length': bytes.length }).write('a cert')
        setTimeout(() => response.destroy(), 20)
      },
      async store => expect(await codeOf(store.read(hashOf(bytes)))).toBe('unavailable'),
    )
  })

  it.each([
    [500, 'unavailable'],
    [503, 'unavailable'],
    [403, 'unavailable'],
    [507, 'storage_full'],
  ])('that answers %i is %s', async (status, code) => {
    await answering(
      (request, response) => {
        request.resume()
        response.writeHead(status, { 'content-type': 'application/xml' }).end('<Error><Code>Refused</Code><Message>no</Message></Error>')
      },
      async store => expect(await timed(store.write(bytes))).toEqual({ code, isSoon: true }),
    )
  })

  it('takes no wrong credentials, and a bucket has to be there', async () => {
    expect(await codeOf(openS3({ ...s3.place(), secretAccessKey: 'wrong' }, limitMs).write(bytes))).toBe('unavailable')
    expect(await codeOf(openS3({ ...s3.place(), bucket: 'elsewhere' }, limitMs).read(hashOf(bytes)))).toBe('unavailable')
  })
})
