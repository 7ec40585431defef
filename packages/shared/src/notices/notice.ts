import { expiryThresholds } from '../dashboards/expiry.ts'

/** Why somebody is told: a certificate of theirs ends soon, or a manager reminds them of one that they have to hold. */
export const noticeKinds = ['expiring', 'reminder'] as const
export type NoticeKind = (typeof noticeKinds)[number]
export type Threshold = (typeof expiryThresholds)[number]

/** The nearest threshold that has been passed with so many days left, 0 on the last day; null: none yet, or it is over. */
export const thresholdOf = (daysLeft: number): Threshold | null => (daysLeft < 0 ? null : (expiryThresholds.filter(days => daysLeft < days).at(-1) ?? null))
