import type { Measure, PersonBehind } from '@wallet/shared/dashboards/people'
import type { Locale } from '@wallet/shared/session/session'

/** What can stand in a column of the file. */
export type Column =
  | 'employeeNo'
  | 'fullName'
  | 'unit'
  | 'post'
  | 'certificate'
  | 'exam'
  | 'course'
  | 'badge'
  | 'state'
  | 'lastDay'
  | 'daysLeft'
  | 'issuedOn'
  | 'revokedOn'
  | 'takenOn'
  | 'earnedOn'
  | 'completedOn'
  | 'score'
  | 'minutes'
  | 'percent'
  | 'renewing'
  | 'remindedOn'

export interface FileWords {
  readonly columns: Readonly<Record<Column, string>>
  readonly states: Readonly<Record<NonNullable<PersonBehind['state']>, string>>
  readonly measures: Readonly<Record<Measure, string>>
  readonly yes: string
  readonly no: string
}

const chinese: FileWords = {
  columns: {
    ...{ employeeNo: '工号', fullName: '姓名', unit: '部门', post: '岗位' },
    ...{ certificate: '证书', exam: '考试', course: '课程', badge: '奖章', state: '状态' },
    ...{
      lastDay: '有效期至',
      daysLeft: '剩余天数',
      issuedOn: '发证日期',
      revokedOn: '撤销日期',
      takenOn: '考试日期',
      earnedOn: '获得日期',
      completedOn: '完成日期',
    },
    ...{ score: '成绩', minutes: '学习分钟', percent: '完成百分比', renewing: '已开始续证', remindedOn: '最近提醒' },
  },
  states: { covered: '持有', expiring: '即将到期', missing: '缺少', passed: '通过', failed: '未通过', completed: '已完成', underway: '学习中' },
  measures: {
    ...{ people: '全部人员', active: '活跃人员', missing: '缺少证书', expiring: '即将到期', exam: '考试记录', issued: '发出证书', revoked: '撤销证书' },
    ...{ learning: '学习时长', badges: '奖章', course: '课程进度', person: '个人证书' },
  },
  yes: '是',
  no: '否',
}

const english: FileWords = {
  columns: {
    ...{ employeeNo: 'Employee no.', fullName: 'Name', unit: 'Unit', post: 'Post' },
    ...{ certificate: 'Certificate', exam: 'Exam', course: 'Course', badge: 'Badge', state: 'State' },
    ...{ lastDay: 'Valid until', daysLeft: 'Days left', issuedOn: 'Issued on', revokedOn: 'Revoked on', takenOn: 'Taken on', earnedOn: 'Earned on' },
    ...{ completedOn: 'Completed on', score: 'Score', minutes: 'Minutes', percent: 'Percent', renewing: 'Renewal begun', remindedOn: 'Reminded on' },
  },
  states: {
    ...{ covered: 'Held', expiring: 'Ends soon', missing: 'Missing', passed: 'Passed', failed: 'Failed', completed: 'Completed', underway: 'Under way' },
  },
  measures: {
    ...{ people: 'people', active: 'active', missing: 'missing', expiring: 'ending soon', exam: 'exam', issued: 'issued', revoked: 'revoked' },
    ...{ learning: 'learning', badges: 'badges', course: 'course', person: 'certificates of one person' },
  },
  yes: 'yes',
  no: 'no',
}

/** The words of files with people behind a number. */
export const fileWords: Readonly<Record<Locale, FileWords>> = { 'zh-CN': chinese, en: english }
