import type { TestProject } from 'vitest/node'
import { findMariadb, startMariadb } from './mariadbServer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The throw-away MariaDB, or null where there is none. */
    mariadbUrl: string | null
  }
}

/** One MariaDB for all slices of a run. Without it they run on SQLite only, said loudly; REQUIRE_MARIADB=1 makes that a failure. */
export default async (project: TestProject) => {
  const program = findMariadb()
  if (!program) {
    if (process.env['REQUIRE_MARIADB'] === '1') throw new Error('REQUIRE_MARIADB=1, but mariadbd is not installed')
    console.warn(`\n${'!'.repeat(72)}\n  mariadbd is not installed: SLICES ON MARIADB ARE SKIPPED\n${'!'.repeat(72)}\n`)
    project.provide('mariadbUrl', null)
    return
  }
  const mariadb = await startMariadb(program)
  project.provide('mariadbUrl', mariadb.url)
  return mariadb.stop
}
