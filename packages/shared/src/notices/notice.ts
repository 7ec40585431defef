import { expiryThresholds } from '../dashboards/expiry.ts'

/**
 * Why somebody is told: a certificate of theirs ends soon, a manager reminds them of one that they have to hold, or the name on one was
 * corrected as they had asked, or was not.
 */
export const noticeKinds = ['expiring', 'reminder', 'nameCorrected', 'nameKept'] as const
export type NoticeKind = (typeof noticeKinds)[number]
/** Whether somebody is told what came of what they asked for: nothing ends, and nothing is left to do. */
export const isDecision = (kind: NoticeKind): boolean => kind === 'nameCorrected' || kind === 'nameKept'
export type Threshold = (typeof expiryThresholds)[number]

/** The nearest threshold that has been passed with so many days left, 0 on the last day; null: none yet, or it is over. */
export const thresholdOf = (daysLeft: number): Threshold | null => (daysLeft < 0 ? null : (expiryThresholds.filter(days => daysLeft < days).at(-1) ?? null))
