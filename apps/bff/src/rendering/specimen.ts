import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { addMonths, isoDay, type Day } from '@wallet/shared/certificates/validity'
import type { Placeholder, SampleName } from '@wallet/shared/templates/stage'

type Facts = Readonly<Record<Placeholder, string>>

const issued: Day = { year: 2026, month: 1, day: 29 }
const common = {
  holderName: '张伟',
  certificateNo: 'KPL-2026-7K3M-9QXD-4R2T',
  issuedAt: isoDay(issued),
  validUntil: '2029-01-28',
  issuerName: '考培练企业学习认证中心',
}

const byType: Readonly<Record<CertificateType, Pick<Facts, 'title' | 'description' | 'score' | 'completionRate'>>> = {
  course: {
    title: '数据安全与合规实务',
    description: '系统学习数据分类分级、个人信息保护与跨境合规，共 12 章 36 课时，完成全部章节学习与随堂练习。',
    score: '96.5',
    completionRate: '100%',
  },
  exam: {
    title: '信息安全管理岗位能力认证考试（中级）',
    description: '考试涵盖安全策略、风险评估、应急响应与法律法规四个模块，总分 100 分，合格线 80 分。',
    score: '92.5',
    completionRate: '',
  },
  achievement: {
    title: '年度学习标兵',
    description: '在二〇二六年度岗位学习中连续学习一百天，累计完成课程二十四门，成绩优异，为团队树立了终身学习的榜样。',
    score: '',
    completionRate: '',
  },
}

/** Facts to look at a template with: what is not overridden is a believable sample. The number's check symbol is wrong on purpose. */
export const specimenFacts = (type: CertificateType, overrides: Partial<Facts> = {}): Facts => ({ ...common, ...byType[type], ...overrides })

/** The same with no field left empty, so that everything a template can show is there. */
export const fullSpecimen = (type: CertificateType): Facts => specimenFacts(type, { score: '96.5', completionRate: '100%' })

const longTitle = '集团公司二〇二六年度关键信息基础设施网络安全等级保护与数据跨境流动合规管理高级研修班（第三期）'
const longDescription =
  '研修班为期六个月，分为法律法规、等级保护测评、密码应用安全性评估、数据分类分级、个人信息保护影响评估、跨境数据流动安全评估、应急响应与溯源取证八个专题，含集中授课、案例研讨、攻防演练与结业答辩，学员须完成全部作业并通过综合考核。'
/** What of the sample is put to the test. */
const trials: Readonly<Record<SampleName, Partial<Facts>>> = {
  usual: {},
  long: { holderName: 'Muhammad Abdul-Rahman ibn Khalid al-Farouqi', title: longTitle, description: longDescription },
  rare: { holderName: '欧阳䶮', title: '𬭎𨱏冶炼与㛃㼆玉作工艺' },
  english: {
    holderName: 'Alexandra Fitzgerald-Hughes',
    title: 'Information Security Management, Intermediate',
    description: 'Security policy, risk assessment, incident response and the law: four modules, each with an examination of its own.',
  },
  noScore: { score: '', completionRate: '' },
}

/** A sample by its name. */
export const sampleOf = (name: SampleName): Partial<Facts> => trials[name]

/** What of the sample follows from the template: how long it lasts, where that is known, and what its number begins with. */
export const settledFacts = (numberPrefix: string, validityMonths: number | null | undefined): Partial<Facts> => ({
  certificateNo: common.certificateNo.replace(/^[A-Z]+/, numberPrefix),
  ...(validityMonths !== undefined && { validUntil: validityMonths === null ? '' : isoDay(addMonths(issued, validityMonths)) }),
})
