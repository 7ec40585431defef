// npm start | test | bench | drill | run wallet, on a machine that has only Node (20 or newer) and npm.
// It borrows the pinned pnpm, and Node 24 where the host's is too old, from the npm registry.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { count, fingerprint, forget, recall, remember } from './ledger.mjs'

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
const task = process.argv[2] ?? 'start'
const shell = process.platform === 'win32'
const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'))
const [, nodeVersion] = readFileSync('pnpm-workspace.yaml', 'utf8').match(/^nodeVersion: (\S+)$/m)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const runsTypeScript = major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
const borrowed = [packageManager, ...(runsTypeScript ? [] : [`node@${nodeVersion}`])]
// What npm tells its children would mislead those in here: an npx inside npx would run the outer command again.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(config_(call|package|yes)|lifecycle_.*|package_.*|command|execpath)$/i.test(name)),
)

env.pnpm_config_verify_deps_before_run = 'false' // this script has installed already

let passed = 0
let failed = 0
const end = code => {
  if (task === 'test') console.log(`\n${passed} passed, ${failed} failed`)
  process.exit(code)
}
const giveUp = sentence => {
  console.error(`✗ ${sentence}`)
  failed++
  end(1)
}

/** The folder that holds pnpm (and node), by npx the first time and from memory afterwards. */
const toolFolder = () => {
  const known = recall('tools')
  if (known?.borrowed === String(borrowed) && existsSync(join(known.folder, 'pnpm'))) return known.folder
  console.log(`▸ fetching ${borrowed.join(' and ')}`)
  const { stdout, status } = spawnSync('npx', ['-y', ...borrowed.flatMap(name => ['-p', name]), 'node', '-p', 'process.env.PATH'], {
    env,
    shell,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const folder = status === 0 && stdout.split(delimiter).find(path => existsSync(join(path, 'pnpm')))
  if (!folder) return giveUp(`${borrowed.join(' and ')} could not be fetched: is the npm registry reachable?`)
  remember('tools', { borrowed: String(borrowed), folder })
  return folder
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const parent = process.ppid

/** Runs a command in a group of its own, so that a signal reaches it once, from here; answers its exit code. */
const run = (command, more = {}, given = []) =>
  new Promise(resolve => {
    const [file, ...words] = command.split(' ')
    const child = spawn(file, [...words, ...given], { env: { ...env, ...more }, stdio: 'inherit', shell, detached: !shell })
    const pass = signal => child.kill(signal)
    for (const signal of signals) process.once(signal, pass)
    // npm hands a signal to the shell between us and dies with it: nobody tells us, but we are an orphan then.
    const watch = setInterval(() => process.env.npm_lifecycle_event && process.ppid !== parent && child.kill('SIGTERM'), 500)
    child.once('error', error => giveUp(`${file} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })

/** One step: timed, counted (by its json report, or as one), and the end of everything where it fails. */
const step = async (name, command, { report, ...more } = {}) => {
  const began = performance.now()
  console.log(`\n▸ ${name}`)
  forget(report)
  const code = await run(command, more)
  const held = count(report, code === 0)
  passed += held.passed
  failed += held.failed
  console.log(`${code === 0 ? '✓' : '✗'} ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  if (code !== 0) end(code)
}

/** A step that is left out while what goes into it is as it was. */
const stepIfChanged = async (name, command, { inputs, made }) => {
  const state = fingerprint(inputs) + process.version
  if (recall(name)?.state === state && existsSync(made)) return
  await step(name, command)
  remember(name, { state })
}

const manifests = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...['apps/bff', 'apps/web', 'packages/shared', 'e2e'].map(folder => `${folder}/package.json`),
]
const install = () => stepIfChanged('install', 'pnpm install --frozen-lockfile', { inputs: manifests, made: 'e2e/node_modules' })
const build = () =>
  stepIfChanged('build', 'pnpm --filter @wallet/web build', { inputs: ['apps/web', 'packages/shared', 'pnpm-lock.yaml'], made: 'apps/web/dist/index.html' })

const tasks = {
  async start() {
    if (!existsSync('node_modules')) console.log('The first start fetches some 300 MB of fonts and engines; later starts take seconds.')
    if (!existsSync('e2e/node_modules'))
      await stepIfChanged('install what running needs', 'pnpm install --frozen-lockfile --filter @wallet/bff... --filter @wallet/web...', {
        inputs: manifests,
        made: 'apps/bff/node_modules',
      })
    else await install()
    await build()
    process.exit(await run('node apps/bff/src/main.ts'))
  },
  async test() {
    await install()
    await step('types', 'pnpm typecheck')
    await step('lint', 'pnpm lint')
    await step('format', 'pnpm format:check')
    await step('unused code', 'pnpm knip')
    await step('rules and slices', 'pnpm exec vitest run --project=!drill* --reporter=default --reporter=json --outputFile.json=.cache/vitest.json', {
      report: '.cache/vitest.json',
    })
    await step('bundle', 'pnpm --filter @wallet/web build')
    await step('journeys', 'pnpm --filter @wallet/e2e test', {
      report: '.cache/playwright.json',
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(process.cwd(), '.cache/playwright.json'),
    })
  },
  async bench() {
    await install()
    await build()
    await step('bench', 'node apps/bff/bench/bench.ts')
  },
  async wallet() {
    if (!existsSync('node_modules')) await install()
    process.exit(await run('node apps/bff/tasks/wallet.ts', {}, process.argv.slice(3)))
  },
  async drill() {
    await install()
    await build()
    await step('power cuts', 'pnpm exec vitest run --project=drill*')
    await step('every page in every look, every name on every design', 'pnpm --filter @wallet/e2e drill')
  },
}

if (!Object.hasOwn(tasks, task)) giveUp(`"${task}" is none of ${Object.keys(tasks).join(', ')}`)
const path = Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
env[path] = [toolFolder(), env[path]].join(delimiter)
await tasks[task]()
end(0)
