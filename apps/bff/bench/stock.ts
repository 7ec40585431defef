import { randomBytes } from 'node:crypto'
import { drawCertificateNo } from '@wallet/shared/certificates/certificateNo'
import { dayMs } from '@wallet/shared/certificates/status'
import { factsHash, type FrozenFacts } from '../src/certificates/facts.ts'
import type { Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'

/** What was laid in. */
export interface Stock {
  readonly userIds: readonly number[]
  readonly certificateNos: readonly string[]
}

const people = 200
const chunk = 1000

/** Fills an empty database with certificates that verify as real: 200 people, one template, `count` certificates over two years. */
export const layIn = async (db: Db, count: number): Promise<Stock> => {
  await migrate(db)
  const { orgUnits, users, certificateTemplates, templateVersions, userCertificates, auditEvents } = db.models
  const [createdAt, updatedAt] = [new Date(), new Date()]
  await orgUnits.create({ id: 1, parentId: null, kind: 'enterprise', name: '考培练', path: '/1/', depth: 0 })
  const userIds = Array.from({ length: people }, (_, n) => n + 1)
  await users.bulkCreate(
    userIds.map(id => ({
      id,
      employeeNo: `B${id}`,
      fullName: `张${id}`,
      role: 'employee',
      orgUnitId: 1,
      locale: 'zh-CN',
      isActive: true,
      createdAt,
      updatedAt,
    })),
  )
  const design = { type: 'course', templateHtml: '<p></p>', templateStyle: '', orientation: 'landscape', version: 1 }
  await certificateTemplates.create({ id: 1, name: '课程结业', ...design, isActive: true, sortOrder: 0, createdAt, updatedAt })
  await templateVersions.create({ id: 1, templateId: 1, ...design, createdAt })

  const all = Array.from({ length: count }, (_, n) => factsOf(n))
  for (let from = 0; from < count; from += chunk) {
    const some = all.slice(from, from + chunk)
    await userCertificates.bulkCreate(some.map(facts => ({ ...facts, templateId: 1, orgUnitId: 1, factsHash: factsHash(facts), createdAt, updatedAt })))
    await auditEvents.bulkCreate(
      some.map(facts => ({
        event: 'certificate.issued',
        subject: facts.certificateNo,
        data: JSON.stringify({ factsHash: factsHash(facts) }),
        at: facts.issuedAt,
      })),
    )
  }
  return { userIds, certificateNos: all.map(facts => facts.certificateNo) }
}

const factsOf = (n: number) =>
  ({
    certificateNo: drawCertificateNo('KPL', 2026, randomBytes),
    userId: (n % people) + 1,
    type: 'course',
    title: '数据安全与合规实务',
    description: '系统学习数据分类分级、个人信息保护与跨境合规。',
    holderName: `张${(n % people) + 1}`,
    unitName: '考培练',
    issuerName: '考培练企业学习认证中心',
    issuedAt: new Date(Date.now() - (n % 730) * dayMs - (n + 1)),
    validUntil: new Date(Date.now() + 90 * dayMs),
    score: 88.5,
    completionRate: 100,
    courseId: n + 1,
    examId: null,
    badgeId: null,
    metaData: null,
    templateVersionId: 1,
    sourceKey: `course:${n + 1}`,
    factsSalt: null,
    cycle: 1,
  }) satisfies FrozenFacts
