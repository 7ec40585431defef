import { drawCertificateNo } from '@wallet/shared/certificates/certificateNo'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { fail } from '@wallet/shared/problem'
import { dayIn, validUntilAfter } from '@wallet/shared/certificates/validity'
import { factsHash, type FrozenFacts } from '../src/certificates/facts.ts'
import type { Db } from '../src/db/connect.ts'
import { instant, number, numberOrNull, select, text } from '../src/db/query.ts'
import type { Chance } from './chance.ts'
import type { SeededPerson } from './company.ts'
import { insertBatches } from './batches.ts'
import type { Catalogue } from './catalogue.ts'
import type { ProgressBar } from '../tasks/progressBar.ts'

const dayMs = 86_400_000
/** Over how many days certificates have been issued. */
const days = 1_000

const columns = [
  ...['user_id', 'template_id', 'certificate_no', 'title', 'issued_at', 'valid_until', 'score', 'type', 'template_version_id', 'holder_name', 'org_unit_id'],
  ...['unit_name', 'issuer_name', 'source_key', 'cycle', 'facts_hash', 'revoked_at', 'revocation_reason', 'created_at', 'updated_at', 'course_id', 'exam_id'],
]

interface Wanted {
  readonly certificates: number
  readonly people: readonly SeededPerson[]
  readonly catalogue: Catalogue
  readonly now: Date
  readonly zone: string
  readonly bar: ProgressBar
}

interface Template {
  readonly id: number
  readonly versionId: number
  readonly type: CertificateType
  readonly name: string
  readonly validityMonths: number | null
}

const listTemplates = async (db: Db): Promise<Template[]> =>
  (
    await select(
      db,
      'SELECT t.id, t.type, t.name, t.validity_months, v.id AS version_id FROM certificate_templates t JOIN template_versions v ON v.template_id = t.id AND v.version = t.version ORDER BY t.id',
    )
  ).map(row => ({
    id: number(row['id']),
    versionId: number(row['version_id']),
    type: text(row['type']) as CertificateType,
    name: text(row['name']),
    validityMonths: numberOrNull(row['validity_months']),
  }))

/** What it was earned by: one in three certificates by a course, one in three by an exam. */
const sourceOf = (n: number, type: CertificateType, { courseIds, exams }: Catalogue) => ({
  courseId: type === 'course' ? (courseIds[n % courseIds.length] ?? null) : null,
  examId: type === 'exam' ? (exams[n % exams.length]?.id ?? null) : null,
})

const factsOf = (n: number, template: Template, chance: Chance, { people, catalogue, now, zone }: Wanted): FrozenFacts & { readonly holder: SeededPerson } => {
  const holder = people[n % people.length] ?? fail('internal')
  const issuedAt = new Date(now.getTime() - chance.below(days) * dayMs - chance.below(dayMs))
  return {
    holder,
    certificateNo: drawCertificateNo('KPL', dayIn(issuedAt, zone).year, chance.bytes),
    ...{ userId: holder.id, type: template.type, title: template.name, description: null, holderName: holder.name, unitName: holder.unitName },
    ...{ issuerName: '考培练培训认证中心', issuedAt, validUntil: validUntilAfter(issuedAt, template.validityMonths, zone) },
    ...{ score: 60 + chance.below(4_001) / 100, completionRate: null, ...sourceOf(n, template.type, catalogue), badgeId: null, metaData: null },
    ...{ templateVersionId: template.versionId, sourceKey: `seed:${n}`, cycle: 1, factsSalt: null },
  }
}

/** Lays in certificates over the last thousand days, one in two hundred of them revoked. Their pictures are drawn when they are looked at. */
export const seedCertificates = async (db: Db, chance: Chance, wanted: Wanted): Promise<void> => {
  const templates = await listTemplates(db)
  const rowOf = (n: number) => {
    const template = templates[chance.below(templates.length)] ?? fail('internal')
    const { holder, ...facts } = factsOf(n, template, chance, wanted)
    const [issued, revoked] = [
      instant(db, facts.issuedAt),
      chance.below(200) === 0 ? instant(db, new Date(Math.min(wanted.now.getTime(), facts.issuedAt.getTime() + chance.below(90) * dayMs))) : null,
    ]
    return [
      ...[holder.id, template.id, facts.certificateNo, facts.title, issued, facts.validUntil && instant(db, facts.validUntil), facts.score, facts.type],
      ...[facts.templateVersionId, facts.holderName, holder.unitId, facts.unitName, facts.issuerName, facts.sourceKey, 1, factsHash(facts)],
      ...[revoked, revoked && '成绩复核未通过', issued, issued, facts.courseId, facts.examId],
    ]
  }
  await insertBatches(db, { table: 'user_certificates', columns, count: wanted.certificates, rowsOf: n => [rowOf(n)], bar: wanted.bar })
}
