import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'

/** A MariaDB that lives as long as a test run. `url` names no database: `mysql://root@127.0.0.1:PORT`. */
export interface MariadbServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Where the server's program lies, or null where MariaDB is not installed. */
export const findMariadb = (): string | null => {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map(folder => join(folder, 'mariadbd')).find(existsSync) ?? null
}

/** Starts a MariaDB of its own: own data folder, socket, port and process, on the loopback only. Nothing in it outlives `stop`. */
export const startMariadb = async (program: string): Promise<MariadbServer> => {
  const home = await mkdtemp(join(tmpdir(), 'wallet-mariadb-'))
  const data = join(home, 'data')
  const temporary = join(home, 'tmp')
  await mkdir(temporary)
  const user = `--user=${userInfo().username}`
  const made = spawnSync('mariadb-install-db', ['--no-defaults', user, '--auth-root-authentication-method=normal', '--skip-test-db', `--datadir=${data}`], {
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stderr || made.stdout || made.error?.message}`)

  const port = await freePort()
  const own = [
    `--datadir=${data}`,
    `--tmpdir=${temporary}`,
    `--socket=${join(home, 'socket')}`,
    `--pid-file=${join(home, 'pid')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
  ]
  const server = spawn(program, ['--no-defaults', user, ...own, ...unsafeButFast], { stdio: ['ignore', 'ignore', 'pipe'] })
  const log = join(home, 'log')
  server.stderr.pipe(createWriteStream(log))
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)

  const url = `mysql://root@127.0.0.1:${port}`
  const stop = async () => {
    process.off('exit', kill)
    if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit')
    await rm(home, { recursive: true, force: true })
  }
  for (let tries = 0; !(await answers(url)); tries++) {
    if (server.exitCode === null && tries < 300) await wait(50)
    else throw new Error(`MariaDB did not start:\n${await readFile(log, 'utf8')}`)
  }
  return { url, stop }
}

/** The data is thrown away, so nothing has to reach the disk. */
const unsafeButFast = [
  '--skip-log-bin',
  '--skip-name-resolve',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--skip-innodb-doublewrite',
  '--innodb-buffer-pool-size=256M',
  '--innodb-log-file-size=64M',
  '--performance-schema=OFF',
  '--max-connections=400',
  '--character-set-server=utf8mb4',
]

const answers = async (url: string) => {
  try {
    const connection = await createConnection(url)
    await connection.end()
    return true
  } catch {
    return false
  }
}

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
