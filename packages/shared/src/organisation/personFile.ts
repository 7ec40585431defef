import type { Role } from '../people/role.ts'
import type { Locale } from '../session/session.ts'

/** So much may be in a file of people. */
export const personFileLimits = { bytes: 2_000_000, rows: 10_000 } as const

/** The columns of a file of people, in their usual order. */
export const personColumns = ['employeeNo', 'fullName', 'unit', 'post', 'email', 'role', 'state'] as const
export type PersonColumn = (typeof personColumns)[number]

/** What becomes of a row: somebody who is new, who changes, who stays as they are, or a row that has to be put right. */
export const personVerdicts = ['new', 'changed', 'same', 'bad'] as const
export type PersonVerdict = (typeof personVerdicts)[number]

/** What can be wrong with a row. */
export const personTroubles = [
  'missing',
  'tooLong',
  'notAllowed',
  'badNumber',
  'badEmail',
  'emailTaken',
  'unknownUnit',
  'notKnown',
  'quotes',
  'twiceHere',
  'yourself',
  'withheld',
] as const
export type PersonTrouble = (typeof personTroubles)[number]

/** One thing about a row, and in which column. */
export interface PersonReason {
  readonly column: PersonColumn | null
  readonly trouble: PersonTrouble
}

type Both = Readonly<Record<Locale, string>>

/** What a column is called at the head of a file. */
export const personColumnNames: Readonly<Record<PersonColumn, Both>> = {
  employeeNo: { 'zh-CN': '工号', en: 'Employee number' },
  fullName: { 'zh-CN': '姓名', en: 'Name' },
  unit: { 'zh-CN': '部门', en: 'Unit' },
  post: { 'zh-CN': '岗位', en: 'Post' },
  email: { 'zh-CN': '邮箱', en: 'E-mail' },
  role: { 'zh-CN': '角色', en: 'Role' },
  state: { 'zh-CN': '状态', en: 'State' },
}

/** How else a column may be called. */
export const personColumnWritings: Readonly<Record<PersonColumn, readonly string[]>> = {
  employeeNo: ['员工编号', '员工工号', '职工号', '人员编号', 'employee no', 'employee no.', 'employee id', 'staff id', 'staff no'],
  fullName: ['员工姓名', '名字', 'full name', 'employee name'],
  unit: ['所属部门', '组织', '部门路径', 'department', 'team', 'org unit'],
  post: ['职位', '职务', 'position', 'job', 'job title'],
  email: ['电子邮箱', '邮件', 'mail', 'email', 'e-mail address', 'email address'],
  role: ['权限', '身份', 'access'],
  state: ['在职状态', '是否在职', 'status', 'active'],
}

/** What is to be written in a column, for whoever fills in a file. */
export const personColumnHelp: Readonly<Record<PersonColumn, Both>> = {
  employeeNo: { 'zh-CN': '必填，字母、数字、- 和 _', en: 'Required: letters, digits, - and _' },
  fullName: { 'zh-CN': '新人必填', en: 'Required for somebody new' },
  unit: { 'zh-CN': '新人必填，从上到下用 / 隔开', en: 'Required for somebody new; from the top, with / between' },
  post: { 'zh-CN': '选填', en: 'Optional' },
  email: { 'zh-CN': '选填', en: 'Optional' },
  role: { 'zh-CN': '员工、主管、颁发人或管理员；不填为员工', en: 'employee, manager, issuer or admin; otherwise employee' },
  state: { 'zh-CN': '在职或离职；不填为在职', en: 'active or left; otherwise active' },
}

/** How roles may be written; the first two are how we write them. */
export const roleWritings: Readonly<Record<Role, readonly [string, string, ...string[]]>> = {
  employee: ['员工', 'employee', '普通员工', 'staff'],
  manager: ['主管', 'manager', '经理', '部门主管', '管理者'],
  issuer: ['颁发人', 'issuer', '颁发者', '人事', 'hr'],
  admin: ['管理员', 'admin', '系统管理员', 'administrator'],
}
/** How it may be written that somebody is here. */
export const activeWritings: readonly string[] = ['在职', 'active', '是', 'yes', '1', 'true']
/** How it may be written that somebody has left. */
export const leftWritings: readonly string[] = ['离职', 'left', 'inactive', '停用', '否', 'no', '0', 'false']

/** What is wrong, said to whoever has to put it right. */
const troubleWords: Readonly<Record<PersonTrouble, Both>> = {
  missing: { 'zh-CN': '没有填写', en: 'is missing' },
  tooLong: { 'zh-CN': '太长', en: 'is too long' },
  notAllowed: { 'zh-CN': '含有不能使用的字符', en: 'holds characters that are not allowed' },
  badNumber: { 'zh-CN': '只能用字母、数字、- 和 _，最多 32 个', en: 'takes letters, digits, - and _ only, 32 at most' },
  badEmail: { 'zh-CN': '不是邮箱地址', en: 'is no e-mail address' },
  emailTaken: { 'zh-CN': '已经是别人的邮箱', en: 'belongs to somebody else' },
  unknownUnit: { 'zh-CN': '没有这个部门', en: 'is no unit that there is' },
  notKnown: { 'zh-CN': '不认识这个写法', en: 'is not one of the words that are known' },
  quotes: { 'zh-CN': '这一行的引号不成对', en: 'The quotation marks of this row do not match' },
  twiceHere: { 'zh-CN': '文件里前面已经有这个人', en: 'This person stands further up in the file' },
  withheld: { 'zh-CN': '这个人已经匿名化', en: 'This person has been anonymised' },
  yourself: { 'zh-CN': '不能取消自己的管理员身份，也不能停用自己', en: 'You cannot take the admin role from yourself, nor leave' },
}

/** A reason as a sentence: what, and in which column. */
export const personReasonText = ({ column, trouble }: PersonReason, locale: Locale): string => {
  const words = troubleWords[trouble][locale]
  if (column === null) return words
  return locale === 'zh-CN' ? `「${personColumnNames[column]['zh-CN']}」${words}` : `“${personColumnNames[column].en}” ${words}`
}
