/** A unit of the organisation as a chart names it. */
export interface ChartUnit {
  readonly id: number
  readonly name: string
}

/** A part of a whole, both counted: a chart makes its own percent of it, and nothing is rounded twice. */
export interface Share {
  readonly part: number
  readonly whole: number
}

/** What an organisation wants of its coverage, in whole percent. */
export interface CoverageAims {
  /** What it wants to reach: 95 where nobody has said otherwise. */
  readonly goal: number
  /** Below this any one cell is a gap: 90 where nobody has said otherwise. Never above the goal. */
  readonly floor: number
}

/** Certificates issued in a span of time, and in the one it is fairly compared with. Revoked ones count: they were issued. */
export interface IssuedFigure {
  readonly issued: number
  readonly before: number
}

/** People who did something on a local day: an event of learning (lesson, practice, exam), or signing in. */
export interface ActiveDay {
  /** `2026-11-23`, in the organisation's zone. */
  readonly day: string
  readonly people: number
}

/** Who was active, each person once. */
export interface ActiveFigure {
  /** Today, up to now. */
  readonly today: number
  /** On the same weekday a week ago, up to the same hour and minute. */
  readonly weekAgo: number
  /** In this week (from Monday) and in this month, up to now. */
  readonly thisWeek: number
  readonly thisMonth: number
  /** The last 30 local days, the oldest first; the last is today, up to now. Days on which nobody was active are there with 0. */
  readonly days: readonly ActiveDay[]
}

/** Exams that have ended and are scored, in the last 365 local days. */
export interface ExamFigure {
  /** Attempts, not people. */
  readonly taken: number
  readonly passed: number
  /** Mean score of all attempts, 0–100 with two decimals; null: nobody has taken one. */
  readonly average: number | null
}

/** Everything that a row of key figures says about a unit with all below it. People are those who are active employees there now. */
export interface KeyFigures {
  readonly unit: ChartUnit
  /** The moment that all figures of this answer are as of, ISO 8601 in UTC. */
  readonly asOf: string
  readonly people: number
  /** Units right below this one, and units without any below them. */
  readonly departments: number
  readonly teams: number
  readonly active: ActiveFigure
  readonly certificates: {
    /** Ever issued to these people, whatever became of them. */
    readonly issued: number
    /** In force now: neither revoked, suspended, superseded, expired nor not yet valid. */
    readonly inForce: number
    readonly revoked: number
    /** Today up to now; compared with the mean of a workday among the 29 local days before, rounded. */
    readonly today: IssuedFigure
    /** This month up to now; compared with as many days of the month before, or all of them where it was shorter. */
    readonly thisMonth: IssuedFigure
  }
  /** In force and within 30 days of their end; `open`: nobody has begun to renew them. */
  readonly expiring: { readonly certificates: number; readonly open: number }
  /** Pairs of a person and a certificate required of them; part: those with one in force. */
  readonly coverage: Share
  /** People of whom nothing that is required is missing, those of whom nothing is required included; the whole: all people. */
  readonly peopleCovered: Share
  readonly aims: CoverageAims
  /** Enrolments; part: those that are complete. */
  readonly courses: Share
  readonly exams: ExamFigure
}
