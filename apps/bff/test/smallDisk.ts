import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A disk with little room, in memory. */
export interface SmallDisk {
  readonly folder: string
  readonly resize: (size: string) => void
  readonly remove: () => void
}

const mount = (...options: string[]) => execFileSync('mount', options, { stdio: 'pipe' })

/** Mounts one where that is permitted (root, as on the integration server); elsewhere says so and answers null. */
export const mountSmallDisk = (size: string): SmallDisk | null => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wallet-small-'))
  try {
    mount('-t', 'tmpfs', '-o', `size=${size}`, 'wallet-small', folder)
  } catch (error) {
    rmSync(folder, { recursive: true })
    console.warn(`\n  NO SMALL DISK: what happens on a full disk is tested with errors that are put in, not with a real one.\n  ${String(error)}\n`)
    return null
  }
  return {
    folder,
    resize: to => mount('-o', `remount,size=${to}`, folder),
    remove: () => {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}
