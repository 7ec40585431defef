import path from 'node:path'
import { auditHead, verifyAudit, type Noted } from '../src/audit/seal.ts'
import { readConfig, StartError } from '../src/config.ts'
import { openFiles } from '../src/files/open.ts'
import { backUp } from '../src/operations/backup.ts'
import { examine } from '../src/operations/doctor.ts'
import { restore } from '../src/operations/restore.ts'
import { insistOnMigrated, onDatabase } from './onDatabase.ts'

const help = `
  pnpm wallet doctor                          what is right and what is wrong with the settings
  pnpm wallet backup <folder>                 the database and all files, as they are now, into a new folder
  pnpm wallet restore <folder> [--replace]    a backup into an empty database, or instead of what is in it
  pnpm wallet audit verify [<place>:<hash>]   whether the audit trail is whole, and still runs through what was noted
`

const say = (line: string) => console.log(line)
/** Whoever calls it from somewhere else means a folder there. */
const folderOf = (name: string) => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), name)

const doBackup = (name: string) =>
  onDatabase(async need => {
    await insistOnMigrated(need.db)
    const folder = folderOf(name)
    const { tables, files, missingFiles, audit } = await backUp({ ...need, files: await openFiles(need.config.files) }, folder, say)
    say(`Backed up ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows and ${files} files to ${folder}.`)
    say(`The audit trail ends at ${audit.sealNo}:${audit.hash}.`)
    if (missingFiles.length > 0) say(`${missingFiles.length} files that rows name are not in the file store; copies of certificates are made again.`)
    if (audit.brokenAt !== null) say(`The audit trail is broken at event ${audit.brokenAt}: pnpm wallet audit verify says how.`)
  })

const doRestore = (name: string, replaces: boolean) =>
  onDatabase(async need => {
    const { tables, files, audit, takenAt } = await restore({ ...need, files: await openFiles(need.config.files) }, folderOf(name), { replaces, tell: say })
    say(`Restored ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows and ${files} files as of ${takenAt}.`)
    say(`Counts, files and the audit trail (${audit.sealNo}:${audit.hash}) are those of the backup. Everybody has to sign in again.`)
  })

const notedIn = (text: string | undefined): Noted | undefined => {
  if (text === undefined) return undefined
  const [, place, hash] = text.match(/^(\d{1,9}):([0-9a-f]{64})$/) ?? []
  if (place === undefined || hash === undefined) throw new StartError('What was noted looks like 1686:eb4430d9…: a place, a colon and 64 characters.')
  return { sealNo: Number(place), hash }
}

const sentences = {
  changed: (place: number) => `Event ${place} is not as it was when it was sealed`,
  missing: (place: number) => `Event ${place} is missing`,
  moved: (place: number, sealedAs: number | null) => `At place ${place} stands an event that was sealed as number ${sealedAs}`,
  inserted: (place: number) => `Event ${place} was not sealed by this system: it was put in later`,
  head: (place: number) => `The hash of event ${place} is not the one that was noted as the end`,
}

const doVerify = (text: string | undefined) =>
  onDatabase(async ({ db }) => {
    const noted = notedIn(text)
    await insistOnMigrated(db)
    const found = await verifyAudit(db, noted)
    const { sealNo, hash } = await auditHead(db)
    if (!found) return say(`The audit trail is whole: ${sealNo} events, head ${sealNo}:${hash}.`)
    say(`${sentences[found.reason](found.sealNo, found.sealedAs)}${found.event ? ` (${found.event} ${found.subject ?? ''})` : ''}.`)
    process.exitCode = 1
  })

const marks = { right: '✓', note: '!', wrong: '✗' }
const doExamine = async () => {
  const findings = await examine(() => readConfig(process.env))
  for (const { state, words } of findings) say(`${marks[state]} ${words}`)
  if (findings.some(({ state }) => state === 'wrong')) process.exitCode = 1
}

const refuse = () => {
  console.error(help)
  process.exitCode = 1
}

// npm hands a lone `--` through.
const [command, ...rest] = process.argv.slice(2).filter(word => word !== '--')
const words = rest.filter(word => word !== '--replace')
if (command === 'backup' && words.length === 1) await doBackup(words[0] ?? '')
else if (command === 'restore' && words.length === 1) await doRestore(words[0] ?? '', rest.includes('--replace'))
else if (command === 'audit' && words[0] === 'verify' && words.length < 3) await doVerify(words[1])
else if (command === 'doctor' && words.length === 0) await doExamine()
else if (command === 'help' || command === '--help') say(help)
else refuse()
