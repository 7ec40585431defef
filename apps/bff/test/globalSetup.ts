import type { TestProject } from 'vitest/node'
import { findMariadb, startMariadb } from './mariadbServer.ts'
import { hasPoppler } from './poppler.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The throw-away MariaDB, or null where there is none. */
    mariadbUrl: string | null
  }
}

/** One MariaDB for all slices of a run. Without it they run on SQLite only. */
export default async (project: TestProject) => {
  if (!hasPoppler) miss('REQUIRE_POPPLER', 'poppler-utils', 'WHAT PDFS SAY IS NOT TESTED')
  const program = findMariadb()
  if (!program) {
    miss('REQUIRE_MARIADB', 'mariadbd', 'SLICES ON MARIADB ARE SKIPPED')
    project.provide('mariadbUrl', null)
    return
  }
  const mariadb = await startMariadb(program)
  project.provide('mariadbUrl', mariadb.url)
  return mariadb.stop
}

/** What is not installed is said loudly, and is a failure where the variable is 1. */
const miss = (variable: string, program: string, consequence: string) => {
  if (process.env[variable] === '1') throw new Error(`${variable}=1, but ${program} is not installed`)
  console.warn(`\n${'!'.repeat(72)}\n  ${program} is not installed: ${consequence}\n${'!'.repeat(72)}\n`)
}
