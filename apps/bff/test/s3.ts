import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { S3Place } from '../src/files/place.ts'

/** An S3 server of its own, as long as a test file runs. */
export interface S3Server {
  /** An empty place in its bucket. */
  readonly place: () => S3Place
  /** Where it keeps its objects. */
  readonly folder: string
  /** Holds still, as a machine that has stopped answering, until `wake`. */
  readonly freeze: () => void
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

const bucket = 'certificates'
const program = `
  const [path, directory, name] = process.argv.slice(1)
  new (require(path))({ directory, silent: true, address: '127.0.0.1', port: 0, configureBuckets: [{ name }] }).run().then(({ port }) => console.log(port))`

/** Starts it on the loopback, in a process of its own. */
export const startS3 = async (): Promise<S3Server> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'wallet-s3-'))
  const server = spawn(process.execPath, ['-e', program, fileURLToPath(import.meta.resolve('@20minutes/s3rver')), folder, bucket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  const [chunk] = (await once(server.stdout, 'data')) as [Buffer]
  const endpoint = `http://127.0.0.1:${Number(chunk.toString())}`
  return {
    folder,
    place: () => ({
      kind: 's3',
      bucket,
      prefix: `${randomBytes(4).toString('hex')}/`,
      endpoint,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    }),
    freeze: () => server.kill('SIGSTOP'),
    wake: () => server.kill('SIGCONT'),
    stop: async () => {
      process.off('exit', kill)
      if (server.exitCode === null && kill()) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
