/** How an exam went: attempts of people of a unit with all below it that have ended and are scored, in the last 365 local days. */
export interface ExamScores {
  readonly examId: number
  readonly title: string
  readonly englishTitle: string
  /** Of its published version, 1–100. */
  readonly passMark: number
  /** Attempts, not people; at least one. */
  readonly attempts: number
  /** Those that passed by the pass mark of their own time. */
  readonly passed: number
  /** Mean score, 0–100 with two decimals. */
  readonly average: number
  /** Attempts by score in fifty bins of two points: 0 ≤ score < 2 … 96 ≤ score < 98, and 98 ≤ score ≤ 100. */
  readonly bins: readonly number[]
}

/** Exams by pass rate, the best first; equals by more attempts, then by id. Exams without attempts are not among them. */
export interface ExamBoard {
  readonly exams: readonly ExamScores[]
}
