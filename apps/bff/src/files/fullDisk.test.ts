import type * as Files from 'node:fs/promises'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mountSmallDisk, type SmallDisk } from '../../test/smallDisk.ts'
import { failureOf } from '../http/problem.ts'
import { hashOf } from './content.ts'
import type { FileStore } from './fileStore.ts'
import { openFiles } from './open.ts'

type Moment = 'writeFile' | 'sync'
const trouble = vi.hoisted((): { at: Moment | null; code: string } => ({ at: null, code: 'ENOSPC' }))
vi.mock('node:fs/promises', async original => {
  const files = await original<typeof Files>()
  const open: typeof files.open = async (...how) => {
    const handle = await files.open(...how)
    const refuse = () => Promise.reject(Object.assign(new Error('no room'), { code: trouble.code }))
    return trouble.at === null ? handle : Object.assign(handle, { [trouble.at]: refuse })
  }
  return { ...files, open }
})

const filesIn = async (folder: string) => (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile())
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'kept',
    (error: unknown) => failureOf(error).code,
  )

describe('a disk that is full', () => {
  const small = Buffer.alloc(20_000, 'a')
  const large = Buffer.alloc(200_000, 'b')
  let disk: SmallDisk | null
  let store: FileStore
  beforeAll(async () => {
    disk = mountSmallDisk('64k')
    if (disk) store = await openFiles({ kind: 'disk', folder: disk.folder })
  })
  afterAll(() => disk?.remove())
  beforeEach(({ skip }) => skip(!disk))

  it('refuses what does not fit, keeps what it has, and leaves nothing half-written behind', async () => {
    await store.write(small)
    expect(await codeOf(store.write(large))).toBe('storage_full')
    expect(await store.read(hashOf(small))).toEqual(small)
    expect(await store.read(hashOf(large))).toBeNull()
    expect(await filesIn(disk?.folder ?? '')).toHaveLength(1)
  })

  it('still takes what fits, and everything once there is room, without a restart', async () => {
    const tiny = Buffer.alloc(1_000, 'c')
    expect(await store.read(await store.write(tiny))).toEqual(tiny)
    disk?.resize('1m')
    expect(await store.read(await store.write(large))).toEqual(large)
  })
})

describe('a disk that refuses', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wallet-files-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it.each([
    ['writeFile', 'ENOSPC', 'storage_full'],
    ['sync', 'ENOSPC', 'storage_full'],
    ['sync', 'EDQUOT', 'storage_full'],
    ['writeFile', 'EIO', 'unavailable'],
  ] as const)('at %s with %s is %s; nothing is left behind, and the next attempt is a new one', async (at, code, expected) => {
    const store = await openFiles({ kind: 'disk', folder })
    const bytes = Buffer.from(`${at} ${code}`)
    Object.assign(trouble, { at, code })
    expect(await codeOf(store.write(bytes))).toBe(expected)
    expect(await filesIn(path.join(folder, 'incoming'))).toEqual([])
    trouble.at = null
    expect(await store.read(hashOf(bytes))).toBeNull()
    expect(await store.read(await store.write(bytes))).toEqual(bytes)
  })
})
