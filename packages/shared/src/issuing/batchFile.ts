import type { Locale } from '../session/session.ts'

/** So much may be in a list that is issued at once. */
export const batchLimits = { bytes: 10_000_000, rows: 10_000 } as const

/** The columns of a list, in their usual order. */
export const batchColumns = ['employeeNo', 'fullName', 'score', 'completionRate', 'title', 'validUntil', 'description'] as const
export type BatchColumn = (typeof batchColumns)[number]

/** What becomes of a row: issued; issued, but somebody should look at it; left out, since there is nothing to do; to be put right. */
export const batchVerdicts = ['ready', 'check', 'skip', 'bad'] as const
export type BatchVerdict = (typeof batchVerdicts)[number]

/** What there is to say about a row, and the verdict that follows from it. */
export const batchTroubles = {
  noColumn: 'bad',
  missing: 'bad',
  quotes: 'bad',
  unknownPerson: 'bad',
  inactive: 'bad',
  notNumber: 'bad',
  notInRange: 'bad',
  decimals: 'bad',
  noDate: 'bad',
  past: 'bad',
  tooLate: 'bad',
  tooLong: 'bad',
  notAllowed: 'bad',
  undrawable: 'bad',
  doesNotFit: 'bad',
  suspended: 'bad',
  askedToRevoke: 'bad',
  endsEarlier: 'bad',
  twiceHere: 'skip',
  held: 'skip',
  heldForGood: 'skip',
  tooEarly: 'skip',
  nameDiffers: 'check',
} as const satisfies Readonly<Record<string, BatchVerdict>>
export type BatchTrouble = keyof typeof batchTroubles
/** The same as a list, for schemas. */
export const batchTroubleNames = Object.keys(batchTroubles) as [BatchTrouble, ...BatchTrouble[]]

/** One thing about a row: in which column, and what is to be named with it (`value`: a number, a name, the cell itself). */
export interface BatchReason {
  readonly column: BatchColumn | null
  readonly trouble: BatchTrouble
  readonly value: string | null
}

/** The gravest of what its reasons say. */
export const verdictOf = (reasons: readonly Pick<BatchReason, 'trouble'>[]): BatchVerdict => {
  const said = new Set<BatchVerdict>(reasons.map(({ trouble }) => batchTroubles[trouble]))
  return (['bad', 'skip', 'check'] as const).find(verdict => said.has(verdict)) ?? 'ready'
}

type Both = Readonly<Record<Locale, string>>

/** What a column is called at the head of a list. */
export const batchColumnNames: Readonly<Record<BatchColumn, Both>> = {
  employeeNo: { 'zh-CN': '工号', en: 'Employee number' },
  fullName: { 'zh-CN': '姓名', en: 'Name' },
  score: { 'zh-CN': '成绩', en: 'Score' },
  completionRate: { 'zh-CN': '完成率', en: 'Completion rate' },
  title: { 'zh-CN': '证书名称', en: 'Title' },
  validUntil: { 'zh-CN': '有效期至', en: 'Valid until' },
  description: { 'zh-CN': '说明', en: 'Description' },
}

/** How else a column may be called. */
export const batchColumnWritings: Readonly<Record<BatchColumn, readonly string[]>> = {
  employeeNo: ['员工编号', '员工工号', '员工号', '职工号', '职工编号', '人员编号', 'employee no', 'employee no.', 'employee id', 'staff no', 'staff id', 'no.'],
  fullName: ['员工姓名', '名字', '持证人', '持有人', '学员姓名', 'full name', 'employee name', 'holder', 'holder name'],
  score: ['分数', '得分', '考试成绩', '总分', 'grade', 'mark', 'points'],
  completionRate: ['完成度', '完成比例', '学习进度', 'completion', 'progress'],
  title: ['证书标题', '标题', '证书', '名称', '证书名', 'certificate', 'certificate title', 'certificate name'],
  validUntil: ['有效至', '到期日', '到期日期', '截止日期', '失效日期', '有效期', 'expiry', 'expires', 'expiry date', 'valid to', 'end date'],
  description: ['描述', '证书说明', '内容', 'details', 'text'],
}

/** What is to be written in a column, for whoever fills in a list. */
export const batchColumnHelp: Readonly<Record<BatchColumn, Both>> = {
  employeeNo: { 'zh-CN': '必填', en: 'Required' },
  fullName: { 'zh-CN': '选填，用来核对', en: 'Optional; compared with the register' },
  score: { 'zh-CN': '0 至 100，最多两位小数', en: '0 to 100, two decimals at most' },
  completionRate: { 'zh-CN': '选填，0 至 100', en: 'Optional, 0 to 100' },
  title: { 'zh-CN': '选填，默认用模板的名称', en: 'Optional; otherwise the name of the template' },
  validUntil: { 'zh-CN': '选填，如 2029-11-23；长期写“长期”', en: 'Optional, such as 2029-11-23; “never” for no end' },
  description: { 'zh-CN': '选填，最多 500 字', en: 'Optional, up to 500 characters' },
}

const troubleWords: Readonly<Record<BatchTrouble, Both>> = {
  noColumn: { 'zh-CN': '名单里没有这一列', en: 'The list has no such column' },
  missing: { 'zh-CN': '没有填写', en: 'is missing' },
  quotes: { 'zh-CN': '这一行的引号不成对', en: 'The quotation marks of this row do not match' },
  unknownPerson: { 'zh-CN': '工号不在册', en: 'Nobody has this employee number' },
  inactive: { 'zh-CN': '此人已不在职', en: 'This person is no longer active' },
  notNumber: { 'zh-CN': '“{value}”不是数字', en: '“{value}” is not a number' },
  notInRange: { 'zh-CN': '{value} 超出 0 至 100', en: '{value} is not between 0 and 100' },
  decimals: { 'zh-CN': '{value} 的小数超过两位', en: '{value} has more than two decimals' },
  noDate: { 'zh-CN': '没有“{value}”这个日期', en: '“{value}” is no date' },
  past: { 'zh-CN': '{value} 已经过去', en: '{value} is over' },
  tooLate: { 'zh-CN': '{value} 太远', en: '{value} is too far off' },
  tooLong: { 'zh-CN': '超过 {value} 个字', en: 'has more than {value} characters' },
  notAllowed: { 'zh-CN': '含有不能使用的字符', en: 'holds characters that are not allowed' },
  undrawable: { 'zh-CN': '“{value}”无法写在证书上', en: '“{value}” cannot be drawn on a certificate' },
  doesNotFit: { 'zh-CN': '证书上放不下', en: 'does not fit on the certificate' },
  suspended: { 'zh-CN': '{value} 已暂停，不能续期', en: '{value} is suspended and cannot be renewed' },
  askedToRevoke: { 'zh-CN': '{value} 正在审批撤销，不能续期', en: 'The revocation of {value} is being decided; until then it is not renewed' },
  endsEarlier: { 'zh-CN': '早于已有证书的 {value}', en: 'ends earlier than the certificate there is ({value})' },
  twiceHere: { 'zh-CN': '与第 {value} 行重复', en: 'The same as row {value}' },
  held: { 'zh-CN': '已有 {value}', en: 'Holds {value} already' },
  heldForGood: { 'zh-CN': '{value} 长期有效，不必续期', en: '{value} does not end and needs no renewal' },
  tooEarly: { 'zh-CN': '已有的证书要到 {value} 才能续期', en: 'The certificate there is can be renewed from {value}' },
  nameDiffers: { 'zh-CN': '名单上写的是“{value}”，将按在册姓名颁发', en: 'The list says “{value}”; the certificate will bear the registered name' },
}
const suggestion: Both = { 'zh-CN': '工号不在册，是不是 {value}？', en: 'Nobody has this employee number. Is it {value}?' }
/** What is said of a cell names its column before it. */
const ofCell: ReadonlySet<BatchTrouble> = new Set<BatchTrouble>([
  ...([
    'missing',
    'notNumber',
    'notInRange',
    'decimals',
    'noDate',
    'past',
    'tooLate',
    'tooLong',
    'notAllowed',
    'undrawable',
    'doesNotFit',
    'endsEarlier',
  ] as const),
])

/** A reason as a sentence: what, and in which column. */
export const batchReasonText = ({ column, trouble, value }: BatchReason, locale: Locale): string => {
  const words = trouble === 'unknownPerson' && value !== null ? suggestion : troubleWords[trouble]
  const text = words[locale].replace('{value}', () => value ?? '')
  if (column === null || !(ofCell.has(trouble) || trouble === 'noColumn')) return text
  return locale === 'zh-CN' ? `「${batchColumnNames[column]['zh-CN']}」${text}` : `“${batchColumnNames[column].en}”: ${text}`
}

/** What stands behind a row that was left when the batch was called off. */
export const leftText: Both = { 'zh-CN': '批次已取消，没有颁发', en: 'The batch was called off before this row' }

/** How a certificate without an end may be written. */
export const endlessWritings: readonly string[] = ['长期', '长期有效', '永久', '永久有效', 'never', 'no end', 'permanent', 'unlimited']
