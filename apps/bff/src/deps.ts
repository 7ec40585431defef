import type { Random } from '@wallet/shared/certificates/certificateNo'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Db } from './db/connect.ts'
import type { FileStore } from './files/fileStore.ts'
import type { Press } from './rendering/press.ts'
import type { Renderer } from './rendering/renderer.ts'

/** The server's clock; the phone's does not matter. */
export interface Clock {
  now(): Date
}

/** Answers about certificates that are kept ready; whoever changes a certificate has them forgotten, after the commit. */
export interface Verdicts {
  forget(certificateNo: string): void
}

/** Milliseconds between looks at what others may have done meanwhile. */
export interface Pace {
  /** At what has been issued, while somebody listens. */
  readonly newsMs: number
  /** At whether whoever listens still may. */
  readonly recheckMs: number
}

/** What a use case may reach: handed down from `main`, replaced in tests where it is clock or chance. */
export interface Deps {
  readonly config: Config
  readonly db: Db
  readonly files: FileStore
  readonly clock: Clock
  readonly random: Random
  readonly renderer: Renderer
  readonly press: Press
  readonly verdicts: Verdicts
  readonly log: Logger
  /** Where given, not the usual one. */
  readonly pace?: Pace
}
