/** Who may see the wrong answers once an attempt has ended. */
export const reviewPolicies = ['never', 'afterPass', 'always'] as const
export type ReviewPolicy = (typeof reviewPolicies)[number]

/** What a better score does to the certificate that is there: it keeps its score, or is reissued and superseded. */
export const betterScorePolicies = ['keep', 'reissue'] as const
export type BetterScorePolicy = (typeof betterScorePolicies)[number]

/** What came of an attempt that has ended; `score` 0–100. */
export interface Attempt {
  readonly score: number
  readonly isPassed: boolean
}

/** How often the exam may still be begun; null: as often as one likes. An attempt counts from its beginning. */
export const attemptsLeft = (allowed: number | null, begun: number): number | null => (allowed === null ? null : Math.max(0, allowed - begun))

/** Why an exam cannot be begun: its course has to be completed first, no attempt is left, or it takes nobody any more. */
export const obstacles = ['course', 'attempts', 'retired'] as const
export type Obstacle = (typeof obstacles)[number]

interface Standing {
  readonly isRetired: boolean
  /** Whether its course has to be completed first and is not. */
  readonly lacksCourse: boolean
  readonly attemptsLeft: number | null
}

/** The first thing that stands in the way of another attempt; null: nothing does. */
export const obstacleTo = ({ isRetired, lacksCourse, attemptsLeft: left }: Standing): Obstacle | null => {
  if (isRetired) return 'retired'
  if (left === 0) return 'attempts'
  return lacksCourse ? 'course' : null
}

/** What an attempt that has just ended does to the exam's certificate. */
export type CertificateStep = 'none' | 'issue' | 'reissue'

/**
 * A pass issues the certificate where there is none in force. Where there is one, only a better pass changes it, and only
 * if the exam says so: it is then reissued with the better score and supersedes the one before. `certified` is the score on
 * the certificate in force; null: there is none.
 */
export const certificateStep = (policy: BetterScorePolicy, certified: number | null, attempt: Pick<Attempt, 'score' | 'isPassed'>): CertificateStep => {
  if (!attempt.isPassed) return 'none'
  if (certified === null) return 'issue'
  return policy === 'reissue' && attempt.score > certified ? 'reissue' : 'none'
}

/** Whether the wrong answers may be shown now that the attempt has ended. */
export const mayReview = (policy: ReviewPolicy, { isPassed }: Pick<Attempt, 'isPassed'>): boolean => policy === 'always' || (policy === 'afterPass' && isPassed)
