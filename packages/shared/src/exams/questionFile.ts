import type { Locale } from '../session/session.ts'
import type { CourseCategory } from '../courses/category.ts'
import type { QuestionKind } from './option.ts'

/** So much may be in a file of questions. */
export const questionFileLimits = { bytes: 1_000_000, rows: 2000 } as const

/** The columns of a file of questions, in their usual order. */
export const fileColumns = [
  'kind',
  'stem',
  'optionA',
  'optionB',
  'optionC',
  'optionD',
  'optionE',
  'optionF',
  'optionG',
  'optionH',
  'answer',
  'explanation',
  'category',
  'course',
  'reserved',
  'points',
  'keepsOrder',
] as const
export type FileColumn = (typeof fileColumns)[number]

/** What can be wrong with a cell or a row. */
export const fileTrouble = [
  'missing',
  'tooLong',
  'notKnown',
  'notAllowed',
  'optionsAlike',
  'twoOptions',
  'answerNotThere',
  'oneAnswer',
  'severalAnswers',
  'points',
  'quotes',
  'knownAlready',
  'twiceHere',
] as const
export type FileTrouble = (typeof fileTrouble)[number]

/** A text in the languages in which a file can be written. */
type Both = Readonly<Record<Locale, string>>

/** What a column is called at the head of a file. */
export const columnNames: Readonly<Record<FileColumn, Both>> = {
  kind: { 'zh-CN': '题型', en: 'Kind' },
  stem: { 'zh-CN': '题干', en: 'Question' },
  optionA: { 'zh-CN': '选项A', en: 'Option A' },
  optionB: { 'zh-CN': '选项B', en: 'Option B' },
  optionC: { 'zh-CN': '选项C', en: 'Option C' },
  optionD: { 'zh-CN': '选项D', en: 'Option D' },
  optionE: { 'zh-CN': '选项E', en: 'Option E' },
  optionF: { 'zh-CN': '选项F', en: 'Option F' },
  optionG: { 'zh-CN': '选项G', en: 'Option G' },
  optionH: { 'zh-CN': '选项H', en: 'Option H' },
  answer: { 'zh-CN': '答案', en: 'Answer' },
  explanation: { 'zh-CN': '解析', en: 'Explanation' },
  category: { 'zh-CN': '分类', en: 'Category' },
  course: { 'zh-CN': '课程', en: 'Course' },
  reserved: { 'zh-CN': '仅用于考试', en: 'Exams only' },
  points: { 'zh-CN': '分值', en: 'Points' },
  keepsOrder: { 'zh-CN': '选项不打乱', en: 'Keep order' },
}

/** What is to be written in a column, for whoever fills in a file. */
export const columnHelp: Readonly<Record<FileColumn, Both>> = {
  kind: { 'zh-CN': '必填：单选、多选或判断', en: 'Required: single, multiple or true/false' },
  stem: { 'zh-CN': '必填，最多 1000 字', en: 'Required, up to 1,000 characters' },
  optionA: { 'zh-CN': '必填；判断题可不填，默认为 正确', en: 'Required; true/false may leave it out: True' },
  optionB: { 'zh-CN': '必填；判断题可不填，默认为 错误', en: 'Required; true/false may leave it out: False' },
  optionC: { 'zh-CN': '依次填写，不用的留空', en: 'In turn; leave empty what is not needed' },
  optionD: { 'zh-CN': '', en: '' },
  optionE: { 'zh-CN': '', en: '' },
  optionF: { 'zh-CN': '', en: '' },
  optionG: { 'zh-CN': '', en: '' },
  optionH: { 'zh-CN': '', en: '' },
  answer: { 'zh-CN': '必填：B，多选写 ABD，判断写 对 或 错', en: 'Required: B, for several ABD, for true/false true or false' },
  explanation: { 'zh-CN': '答完以后看到，可不填', en: 'Seen after answering; may be empty' },
  category: { 'zh-CN': '必填：合规、安全、服务、管理或产品', en: 'Required: compliance, safety, service, management or product' },
  course: { 'zh-CN': '课程的名称，可不填', en: 'The title of a course; may be empty' },
  reserved: { 'zh-CN': '是：不出现在练习里；默认 否', en: 'yes: never in practice; otherwise no' },
  points: { 'zh-CN': '1–100 的整数，默认 1', en: 'A whole number from 1 to 100; otherwise 1' },
  keepsOrder: { 'zh-CN': '是：选项按写的顺序出现；默认 否', en: 'yes: options stay in this order; otherwise no' },
}

/** What is wrong, said to whoever has to put it right. */
export const troubleWords: Readonly<Record<FileTrouble, Both>> = {
  missing: { 'zh-CN': '没有填写', en: 'is missing' },
  tooLong: { 'zh-CN': '太长', en: 'is too long' },
  notKnown: { 'zh-CN': '不认识这个写法', en: 'is not one of the words that are known' },
  notAllowed: { 'zh-CN': '含有不能使用的字符', en: 'holds characters that are not allowed' },
  optionsAlike: { 'zh-CN': '有两个选项相同', en: 'says the same as another option' },
  twoOptions: { 'zh-CN': '判断题只有两个选项', en: 'is too much: true/false has two options' },
  answerNotThere: { 'zh-CN': '写了没有的选项', en: 'names an option that is not there' },
  oneAnswer: { 'zh-CN': '只能有一个答案', en: 'has to be one option' },
  severalAnswers: { 'zh-CN': '多选题至少有两个答案', en: 'has to be two options or more' },
  points: { 'zh-CN': '要填 1–100 的整数', en: 'has to be a whole number from 1 to 100' },
  quotes: { 'zh-CN': '这一行的引号不成对', en: 'The quotation marks of this row do not match' },
  knownAlready: { 'zh-CN': '题库里已经有这道题', en: 'The question is there already' },
  twiceHere: { 'zh-CN': '文件里前面已经有这道题', en: 'The question stands further up in this file' },
}

/** A reason as a sentence: what, and in which column. */
export const reasonText = ({ column, trouble }: { readonly column: FileColumn | null; readonly trouble: FileTrouble }, locale: Locale): string => {
  const words = troubleWords[trouble][locale]
  if (column === null) return words
  return locale === 'zh-CN' ? `「${columnNames[column]['zh-CN']}」${words}` : `“${columnNames[column].en}” ${words}`
}

/** How kinds may be written; the first two are how we write them. */
export const kindWritings: Readonly<Record<QuestionKind, readonly [string, string, ...string[]]>> = {
  single: ['单选', 'single', '单选题', '单项选择', '单项选择题', 'single choice'],
  multiple: ['多选', 'multiple', '多选题', '多项选择', '多项选择题', '不定项选择题', 'multiple choice'],
  trueFalse: ['判断', 'true/false', '判断题', '是非题', 'truefalse', 'true or false'],
}

/** How categories may be written: in Chinese and in English. */
export const categoryWritings: Readonly<Record<CourseCategory, readonly [string, string]>> = {
  compliance: ['合规', 'compliance'],
  safety: ['安全', 'safety'],
  service: ['服务', 'service'],
  management: ['管理', 'management'],
  product: ['产品', 'product'],
}

/** How yes, or right, may be written. */
export const yesWritings: readonly string[] = ['是', 'yes', 'y', 'true', 't', '1', '对', '正确', '√', '✓']
/** How no, or wrong, may be written. */
export const noWritings: readonly string[] = ['否', 'no', 'n', 'false', 'f', '0', '错', '错误', '不对', '×', '✗', 'x']
