import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { hashOf, intact, outOfReach } from './content.ts'
import type { FileStore } from './fileStore.ts'
import type { DiskPlace } from './place.ts'

const noRoom = new Set(['ENOSPC', 'EDQUOT'])
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const isMissing = (error: unknown) => codeOf(error) === 'ENOENT'
/** Longer than anybody writes at a file: what is older was left behind by a process that died. */
const abandonedMs = 3_600_000

/** Writes all of it, and waits until the disk has it. */
const writeSafely = async (file: string, bytes: Buffer) => {
  await using handle = await open(file, 'wx')
  await handle.writeFile(bytes)
  await handle.sync()
}

const stretchOf = async (file: string, start: number, end: number) => {
  const handle = await open(file)
  if ((await handle.stat()).size > end) return handle.createReadStream({ start, end })
  await handle.close()
  return null
}

/** Waits until the disk has the folder's new entry. */
const syncFolder = async (folder: string) => {
  if (process.platform === 'win32') return
  await using handle = await open(folder, 'r')
  await handle.sync()
}

const sweep = async (folder: string) => {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs < Date.now() - abandonedMs) await rm(file, { force: true })
  }
}

/** One level after the other: where the system has no room for folders (/proc), the recursive way never ends. */
const makeFolder = async (folder: string): Promise<void> => {
  if (await stat(folder).catch(() => null)) return
  await makeFolder(path.dirname(folder))
  await mkdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
}

/**
 * Keeps files in a folder: `ab/cd/abcd…`. A file is written beside, under a name of its own, and moved to its place when the disk has all
 * of it. What a process that died has left beside is swept away at the next start.
 */
export const openDisk = async ({ folder }: DiskPlace): Promise<FileStore> => {
  const root = path.resolve(folder)
  const incoming = path.join(root, 'incoming')
  const fileOf = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await makeFolder(incoming)
  await sweep(incoming)

  const place = async (draft: string, file: string, bytes: Buffer) => {
    await mkdir(incoming, { recursive: true })
    await mkdir(path.dirname(file), { recursive: true })
    await writeSafely(draft, bytes)
    await rename(draft, file)
    await syncFolder(path.dirname(file))
  }
  return {
    read: async sha256 => {
      try {
        return intact(await readFile(fileOf(sha256)), sha256)
      } catch (error) {
        if (isMissing(error)) return null
        throw outOfReach(error)
      }
    },
    stretch: async (sha256, from, to) => {
      try {
        return await stretchOf(fileOf(sha256), from, to)
      } catch (error) {
        if (isMissing(error)) return null
        throw outOfReach(error)
      }
    },
    write: async bytes => {
      const sha256 = hashOf(bytes)
      const draft = path.join(incoming, `${sha256}-${randomUUID()}`)
      try {
        await place(draft, fileOf(sha256), bytes)
        return sha256
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined)
        throw noRoom.has(codeOf(error)) ? error : outOfReach(error)
      }
    },
    remove: async sha256 => {
      await rm(fileOf(sha256), { force: true }).catch((error: unknown) => {
        throw outOfReach(error)
      })
    },
  }
}
