import { drawCertificateNo } from '@wallet/shared/certificates/certificateNo'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { dayIn, validUntilAfter } from '@wallet/shared/certificates/validity'
import { factsHash, type FrozenFacts } from '../src/certificates/facts.ts'
import { inTransaction, type Db } from '../src/db/connect.ts'
import { instant, number, select, text } from '../src/db/query.ts'
import type { Chance } from './chance.ts'
import type { SeededPerson } from './company.ts'
import { insertRows } from './insertRows.ts'
import type { ProgressBar } from './progressBar.ts'

const dayMs = 86_400_000
/** Over how many days certificates have been issued. */
const days = 1_000
const months = [null, 12, 24, 36] as const

const columns = [
  ...['user_id', 'template_id', 'certificate_no', 'title', 'issued_at', 'valid_until', 'score', 'type', 'template_version_id', 'holder_name', 'org_unit_id'],
  ...['unit_name', 'issuer_name', 'source_key', 'cycle', 'facts_hash', 'revoked_at', 'revocation_reason', 'created_at', 'updated_at'],
]

interface Wanted {
  readonly certificates: number
  readonly people: readonly SeededPerson[]
  readonly now: Date
  readonly zone: string
  readonly bar: ProgressBar
}

interface Template {
  readonly id: number
  readonly versionId: number
  readonly type: CertificateType
}

const listTemplates = async (db: Db): Promise<Template[]> =>
  (
    await select(
      db,
      'SELECT t.id, t.type, v.id AS version_id FROM certificate_templates t JOIN template_versions v ON v.template_id = t.id AND v.version = t.version ORDER BY t.id',
    )
  ).map(row => ({ id: number(row['id']), versionId: number(row['version_id']), type: text(row['type']) as CertificateType }))

const factsOf = (n: number, template: Template, chance: Chance, { people, now, zone }: Wanted): FrozenFacts & { readonly holder: SeededPerson } => {
  const holder = people[n % people.length] ?? { id: 1, name: '', unitId: 1, unitName: '' }
  const issuedAt = new Date(now.getTime() - chance.below(days) * dayMs - chance.below(dayMs))
  return {
    holder,
    certificateNo: drawCertificateNo('KPL', dayIn(issuedAt, zone).year, chance.bytes),
    ...{ userId: holder.id, type: template.type, title: `第 ${(n % 12) + 1} 项资格`, description: null, holderName: holder.name, unitName: holder.unitName },
    ...{ issuerName: '考培练培训认证中心', issuedAt, validUntil: validUntilAfter(issuedAt, months[n % months.length] ?? null, zone) },
    ...{ score: 60 + chance.below(4_001) / 100, completionRate: null, courseId: null, examId: null, badgeId: null, metaData: null },
    ...{ templateVersionId: template.versionId, sourceKey: `seed:${n}`, cycle: 1 },
  }
}

/** Lays in certificates over the last thousand days, one in two hundred of them revoked. Their pictures are drawn when they are looked at. */
export const seedCertificates = async (db: Db, chance: Chance, wanted: Wanted): Promise<void> => {
  const templates = await listTemplates(db)
  const rowOf = (n: number) => {
    const template = templates[n % templates.length] ?? { id: 1, versionId: 1, type: 'course' as const }
    const { holder, ...facts } = factsOf(n, template, chance, wanted)
    const [issued, revoked] = [
      instant(db, facts.issuedAt),
      chance.below(200) === 0 ? instant(db, new Date(Math.min(wanted.now.getTime(), facts.issuedAt.getTime() + chance.below(90) * dayMs))) : null,
    ]
    return [
      ...[holder.id, template.id, facts.certificateNo, facts.title, issued, facts.validUntil && instant(db, facts.validUntil), facts.score, facts.type],
      ...[facts.templateVersionId, facts.holderName, holder.unitId, facts.unitName, facts.issuerName, facts.sourceKey, 1, factsHash(facts)],
      ...[revoked, revoked && '成绩复核未通过', issued, issued],
    ]
  }
  for (let from = 0; from < wanted.certificates; from += 20_000) {
    const until = Math.min(wanted.certificates, from + 20_000)
    const rows = Array.from({ length: until - from }, (_, n) => rowOf(from + n))
    await inTransaction(db, tx => insertRows(tx, 'user_certificates', columns, rows))
    wanted.bar.tell(until, wanted.certificates)
  }
}
