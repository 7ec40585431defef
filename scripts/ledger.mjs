// What scripts/run.mjs knows from earlier runs, and how it counts tests.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = '.cache/run.json'
const all = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})

export const recall = key => all()[key]
export const remember = (key, value) => {
  mkdirSync('.cache', { recursive: true })
  writeFileSync(file, JSON.stringify({ ...all(), [key]: value }, null, 2))
}

const skipped = new Set(['node_modules', 'dist', 'dist-server', 'data'])
const filesUnder = path => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter(name => !skipped.has(name))
    .flatMap(name => filesUnder(join(path, name)))
}

/** One hash over the content of these files and folders. */
export const fingerprint = paths => {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesUnder).toSorted()) hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** How many tests a step held: from its json report (vitest or playwright), or itself as one. A step that fell without a failed test counts as one failure. */
export const count = (report, succeeded) => {
  const told = report && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
  const passed = told ? (told.stats?.expected ?? told.numPassedTests ?? 0) + (told.stats?.flaky ?? 0) : Number(succeeded)
  const failed = told?.stats?.unexpected ?? told?.numFailedTests ?? 0
  return { passed, failed: succeeded ? 0 : Math.max(failed, 1) }
}

/** Takes away a report of an earlier run, so that it cannot be counted twice. */
export const forget = report => report && rmSync(report, { force: true })
