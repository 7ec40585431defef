import type { Readable } from 'node:stream'

/**
 * Where files are kept: under the SHA-256 of what they hold, so that what is read back can be checked, and equal files are kept once.
 * Copies of certificates can be made again; the pictures, videos and documents of lessons (`media`) cannot, so that they are part of a backup.
 */
export interface FileStore {
  /** The bytes kept under this hash, whole and unaltered; null where there are none (any more). */
  read(sha256: string): Promise<Buffer | null>
  /**
   * Some of the bytes kept under this hash, from one place to another, both included, as they are read: for what is too large to be held.
   * Null where there are not so many (any more). Whether they are unaltered only reading the whole would tell.
   */
  stretch(sha256: string, from: number, to: number): Promise<Readable | null>
  /** Keeps bytes and answers their hash. Nobody ever reads half of them. Where there is no room: refused, and nothing is left behind. */
  write(bytes: Buffer): Promise<string>
  /** Forgets them; also where there were none. */
  remove(sha256: string): Promise<void>
}
