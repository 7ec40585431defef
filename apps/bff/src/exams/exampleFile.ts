import type { Locale } from '@wallet/shared/session/session'
import { csvFile } from '@wallet/shared/csv'
import { columnHelp, columnNames, fileColumns, type FileColumn } from '@wallet/shared/exams/questionFile'

type Example = Partial<Record<FileColumn, string>>
const columns = fileColumns.filter(column => !['optionE', 'optionF', 'optionG', 'optionH'].includes(column))

const examples: Readonly<Record<Locale, readonly Example[]>> = {
  'zh-CN': [
    {
      kind: '单选',
      stem: '收到陌生人发来的链接，应该怎么做？',
      optionA: '先点开看看',
      optionB: '不点，报告信息安全部',
      optionC: '转发给同事',
      optionD: '回复对方',
      answer: 'B',
      explanation: '陌生链接可能是钓鱼网站，先报告再处理。',
      category: '合规',
      reserved: '是',
    },
    {
      kind: '多选',
      stem: '哪些属于灭火器的使用步骤？',
      optionA: '拔下保险销',
      optionB: '对准火焰根部',
      optionC: '站在下风口',
      optionD: '压下手柄',
      answer: 'ABD',
      explanation: '要站在上风口。',
      category: '安全',
      points: '2',
    },
    { kind: '判断', stem: '火灾时可以乘电梯逃生。', answer: '错', explanation: '电梯可能断电，要走楼梯。', category: '安全' },
  ],
  en: [
    {
      kind: 'single',
      stem: 'A link comes from somebody you do not know. What do you do?',
      optionA: 'Open it and see',
      optionB: 'Leave it and report it',
      optionC: 'Send it to a colleague',
      optionD: 'Answer',
      answer: 'B',
      explanation: 'It may lead to a site that asks for your password.',
      category: 'compliance',
      reserved: 'yes',
    },
    {
      kind: 'multiple',
      stem: 'How is a fire extinguisher used?',
      optionA: 'Pull the pin',
      optionB: 'Aim at the base of the fire',
      optionC: 'Stand where the smoke goes',
      optionD: 'Press the lever',
      answer: 'ABD',
      explanation: 'Stand with the wind behind you.',
      category: 'safety',
      points: '2',
    },
    { kind: 'true/false', stem: 'In a fire one may take the lift.', answer: 'false', explanation: 'The power may fail. Take the stairs.', category: 'safety' },
  ],
}

/** A file to begin with: a remark explains each column, and there is a question of each kind. */
export const exampleFile = (locale: Locale): string =>
  csvFile(
    columns.map(column => columnNames[column][locale]),
    [
      columns.map((column, i) => `${i === 0 ? '# ' : ''}${columnHelp[column][locale]}`),
      ...examples[locale].map(example => columns.map(column => example[column] ?? '')),
    ],
  )
