import { createHash } from 'node:crypto'
import { drawCertificateNo } from '@wallet/shared/certificates/certificateNo'
import { addDays, dayIn, startOfDay, validUntilAfter } from '@wallet/shared/certificates/validity'
import { appendAudit } from '../audit/append.ts'
import { sourceKeyOf } from '../certificates/draft.ts'
import { drawSalt, factsHash, type FrozenFacts } from '../certificates/facts.ts'
import { keepReason } from '../certificates/reasons.ts'
import { insertCertificate, markRevoked, markSuperseded } from '../certificates/write.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { findByEmployeeNo, type PersonRow } from '../people/store.ts'
import { backfillCoverageMonths } from '../rollups/backfillMonths.ts'
import { rebuildRollups } from '../rollups/rebuild.ts'
import { hashPassword } from '../session/password.ts'
import { departments, employeeNoOf, enterprise, people } from './company.ts'
import { recentPasses } from './examinees.ts'
import { byDay, history, type DemoIssue } from './history.ts'
import { recentIssues } from './learners.ts'
import { requiredIssues } from './required.ts'
import { badgeOf, seedBadges, type DemoBadge } from './seedBadges.ts'
import { courseOf, seedCourses, type DemoCourse } from './seedCourses.ts'
import { examOf, seedExams, type DemoExams } from './seedExams.ts'
import { seedNotices } from './seedNotices.ts'
import { seedLearning, type IssuedDemo } from './seedLearning.ts'
import { postOf, seedPaths } from './seedPaths.ts'
import { seedRequests } from './seedRequests.ts'
import { seedManagers, seedRequirements, seedTemplates, type DemoTemplates } from './seedRequired.ts'

export const demoPassword = 'kpl-demo'
type Seed = Pick<Deps, 'clock' | 'config' | 'files'>

/** Writes a unit below another and answers its id; the path holds the ids from the root down. */
const insertUnit = async (tx: Db, name: string, kind: string, parent: { id: number; path: string; depth: number } | null) => {
  const depth = parent ? parent.depth + 1 : 0
  const created = await tx.models.orgUnits.create(
    { parentId: parent?.id ?? null, kind, name, path: `pending-${name}`.replace(/[^\x20-\x7e]/g, c => c.charCodeAt(0).toString(16)), depth },
    { transaction: tx.transaction },
  )
  const id = number(created.get('id'))
  const path = `${parent?.path ?? '/'}${id}/`
  await created.update({ path }, { transaction: tx.transaction })
  return { id, path, depth }
}

const seedUnits = async (tx: Db) => {
  const root = await insertUnit(tx, enterprise, 'enterprise', null)
  const ids = new Map([[enterprise, root.id]])
  for (const { name, teams } of departments) {
    const department = await insertUnit(tx, name, 'department', root)
    ids.set(name, department.id)
    for (const team of teams) ids.set(team, (await insertUnit(tx, team, 'team', department)).id)
  }
  return ids
}

const seedPeople = async (tx: Db, units: Map<string, number>, now: Date) => {
  // One salt for all, so that the seed takes a tenth of a second and not ten: the password is public anyway.
  const passwordHash = await hashPassword(demoPassword, Buffer.from('the demo company'))
  const rows = people.map((person, index) => {
    const { fullName, role, unit } = person
    const employeeNo = employeeNoOf(index)
    return {
      employeeNo,
      email: `${employeeNo.toLowerCase()}@kpl.example`,
      fullName,
      role,
      orgUnitId: units.get(unit),
      post: postOf(person),
      passwordHash,
      locale: 'zh-CN',
      isActive: true,
      createdAt: now,
      updatedAt: now,
    }
  })
  await tx.models.users.bulkCreate(rows, { transaction: tx.transaction })
}

interface Stage {
  readonly holders: ReadonlyMap<number, PersonRow>
  readonly builtin: ReadonlyMap<string, { readonly id: number }>
  readonly templates: DemoTemplates
  readonly versionOf: (templateId: number) => number
  readonly issuer: PersonRow
  readonly courses: readonly DemoCourse[]
  readonly exams: DemoExams
  readonly badges: readonly DemoBadge[]
  readonly now: Date
}

const newestVersions = async (tx: Db) => {
  const sql =
    'SELECT t.id, t.type, v.id AS version_id FROM certificate_templates t JOIN template_versions v ON v.template_id = t.id AND v.version = t.version ORDER BY t.id'
  return (await select(tx, sql)).map(row => ({ id: number(row['id']), type: text(row['type']), versionId: number(row['version_id']) }))
}

const listHolders = async (tx: Db): Promise<Map<number, PersonRow>> => {
  const holders = new Map<number, PersonRow>()
  for (const index of people.keys()) {
    const person = await findByEmployeeNo(tx, employeeNoOf(index))
    if (person) holders.set(index, person)
  }
  return holders
}

const setStage = async (tx: Db, seed: Seed, now: Date): Promise<Stage> => {
  const builtin = new Map((await newestVersions(tx)).map(({ id, type }) => [type, { id }]))
  const templates = await seedTemplates(tx, new Map([...builtin].map(([type, { id }]) => [type, id])), now)
  const versions = new Map((await newestVersions(tx)).map(({ id, versionId }) => [id, versionId]))
  const holders = await listHolders(tx)
  const issuer = holders.get(1)
  if (!issuer) throw new Error('the demo company has no issuer')
  const courses = await seedCourses(tx, seed, title => templates.idFor('course', title))
  const exams = await seedExams(tx, seed, { courses, templateFor: title => templates.idFor('exam', title) })
  const badges = await seedBadges(tx, seed, builtin.get('achievement')?.id ?? 0)
  return { holders, builtin, templates, versionOf: id => versions.get(id) ?? 0, issuer, courses, exams, badges, now }
}

/** Random bytes that are the same every time. */
const bytesFor = (name: string) => (count: number) => createHash('sha256').update(`demo certificate ${name}`).digest().subarray(0, count)

const issue = async (tx: Db, { config }: Seed, stage: Stage, demo: DemoIssue, cycle: number, supersedesId: number | null) => {
  const { holders, templates, versionOf, issuer, now } = stage
  const courseId = courseOf(stage.courses, demo)?.id ?? null
  const examId = examOf(stage.exams.exams, demo)?.id ?? null
  const badgeId = badgeOf(stage.badges, demo)?.badge.id ?? null
  const holder = holders.get(demo.person)
  const templateId = templates.idFor(demo.type, demo.title)
  if (!holder) throw new Error('the demo company lacks a holder')
  const today = dayIn(now, config.zone)
  const morning = startOfDay(addDays(today, demo.issuedDay), config.zone).getTime()
  // Between nine and five, but never later than now for what lies behind.
  const at = morning + (9 * 60 + ((demo.person * 37 + demo.title.length * 13) % 480)) * 60_000
  const issuedAt = new Date(demo.issuedDay > 0 ? at : Math.min(at, now.getTime()))
  const facts = {
    certificateNo: drawCertificateNo(config.numberPrefix, dayIn(issuedAt, config.zone).year, bytesFor(`${demo.person} ${demo.title} ${cycle}`)),
    userId: holder.id,
    type: demo.type,
    title: demo.title,
    description: demo.description,
    holderName: holder.fullName,
    unitName: holder.unit.name,
    issuerName: config.issuerName,
    issuedAt,
    validUntil: validUntilAfter(issuedAt, demo.months, config.zone),
    score: demo.score,
    completionRate: demo.type === 'course' ? 100 : null,
    courseId,
    examId,
    badgeId,
    metaData: null,
    templateVersionId: versionOf(templateId),
    sourceKey: sourceKeyOf({ templateId, employeeNo: holder.employeeNo, courseId, examId, badgeId }, demo.title),
    cycle,
    factsSalt: drawSalt(bytesFor(`${demo.person} ${demo.title} ${cycle} salt`)),
  } satisfies FrozenFacts
  const id = await insertCertificate(tx, {
    ...facts,
    templateId,
    orgUnitId: holder.unit.id,
    factsHash: factsHash(facts),
    supersedesId,
    issuedBy: issuer.id,
  })
  // One that begins later was issued by now.
  const done = new Date(Math.min(issuedAt.getTime(), now.getTime()))
  await appendAudit(tx, { event: 'certificate.issued', subject: facts.certificateNo, actorId: issuer.id, data: { factsHash: factsHash(facts) }, at: done })
  return { id, certificateNo: facts.certificateNo, issuedAt }
}

/** What becomes of it later: taken back, paused, or replaced by its renewal, which is answered. */
const befall = async (tx: Db, seed: Seed, stage: Stage, { demo, id, certificateNo, issuedAt }: IssuedDemo): Promise<IssuedDemo[]> => {
  const actorId = stage.issuer.id
  const at = new Date(Math.min(stage.now.getTime(), issuedAt.getTime() + 5 * 86_400_000))
  if (demo.fate === 'revoked') {
    await markRevoked(tx, id, at, '成绩复核未通过')
    await appendAudit(tx, { event: 'certificate.revoked', subject: certificateNo, actorId, data: {}, at })
  }
  if (demo.fate === 'suspended') {
    await tx.models.userCertificates.update({ suspendedAt: at, updatedAt: at }, { where: { id }, transaction: tx.transaction })
    await appendAudit(tx, { event: 'certificate.suspended', subject: certificateNo, actorId, data: await keepReason(tx, id, '成绩在复核', at), at })
  }
  if (demo.fate === 'renewed' && demo.months !== null) {
    // Renewed some days before it ran out.
    const next = await issue(tx, seed, stage, { ...demo, issuedDay: demo.issuedDay + demo.months * 30 }, 2, id)
    await markSuperseded(tx, id, next.id, next.issuedAt)
    await appendAudit(tx, { event: 'certificate.renewed', subject: certificateNo, actorId, data: { successor: next.certificateNo }, at: next.issuedAt })
    await appendAudit(tx, { event: 'certificate.superseded', subject: certificateNo, actorId, data: { supersededBy: next.certificateNo }, at: next.issuedAt })
    return [{ demo, ...next }]
  }
  return []
}

/** All that was ever issued, in its order. */
const issuesOf = ({ courses, exams: { exams } }: Stage): DemoIssue[] => {
  const given = [...history(), ...recentIssues(courses), ...recentPasses(exams)]
  return [...given, ...requiredIssues([...courses, ...exams], given)].toSorted(byDay)
}

/** Counts all sums, also those of months that are over. */
const seedSums = async (tx: Db, { clock, config }: Seed) => {
  await rebuildRollups({ db: tx, clock, config })
  await backfillCoverageMonths({ db: tx, clock, config })
}

/** Fills an empty, migrated database with the demo company; days count from the clock's today. The built-in templates are there already. */
export const seedDemo = (db: Db, seed: Seed): Promise<void> =>
  inTransaction(db, async tx => {
    const now = seed.clock.now()
    const units = await seedUnits(tx)
    await seedPeople(tx, units, now)
    const stage = await setStage(tx, seed, now)
    const [issued, renewed]: [IssuedDemo[], IssuedDemo[]] = [[], []]
    for (const demo of issuesOf(stage)) {
      const certificate = { demo, ...(await issue(tx, seed, stage, demo, 1, null)) }
      issued.push(certificate)
      renewed.push(...(await befall(tx, seed, stage, certificate)))
    }
    const { courses, exams, badges, holders, issuer, builtin, templates } = stage
    await seedLearning(tx, seed, { courses, exams, badges, issued, renewed, idOf: person => holders.get(person)?.id ?? 0, issuerId: issuer.id })
    await seedRequests(tx, issued, holders, now)
    await seedPaths(tx, seed, { courses, exams: exams.exams, templates: builtin })
    const idOf = (fullName: string) => [...holders.values()].find(person => person.fullName === fullName)?.id ?? 0
    await seedManagers(tx, units, idOf)
    await seedRequirements(tx, seed, templates, units)
    await seedSums(tx, seed)
    await seedNotices(tx, seed, idOf('周雨桐'), idOf('李文博'))
  })
