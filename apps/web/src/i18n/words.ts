import type { ProblemCode } from '@wallet/shared/problem'
import type { anonymisingZhCN } from './anonymising.zh-CN.ts'
import type { auditZhCN } from './audit.zh-CN.ts'
import type { authoringZhCN } from './authoring.zh-CN.ts'
import type { dashboardsZhCN } from './dashboards.zh-CN.ts'
import type { growthZhCN } from './growth.zh-CN.ts'
import type { issuingZhCN } from './issuing.zh-CN.ts'
import type { learningZhCN } from './learning.zh-CN.ts'
import type { meZhCN } from './me.zh-CN.ts'
import type { noticesZhCN } from './notices.zh-CN.ts'
import type { organisationZhCN } from './organisation.zh-CN.ts'
import type { passwordZhCN } from './password.zh-CN.ts'
import type { requestsZhCN } from './requests.zh-CN.ts'
import type { scanningZhCN } from './scanning.zh-CN.ts'
import type { sharingZhCN } from './sharing.zh-CN.ts'
import type { signOnZhCN } from './signOn.zh-CN.ts'
import type { templatesZhCN } from './templates.zh-CN.ts'
import type { webhooksZhCN } from './webhooks.zh-CN.ts'
import type { zhCN } from './zh-CN.ts'

type Widen<T> = T extends string ? string : { readonly [Key in keyof T]: Widen<T[Key]> }
type Paths<T> = { [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Paths<T[Key]>}` }[keyof T & string]

/** Refusals that are met in one room only: their words come with it. */
type LateProblem =
  | keyof typeof authoringZhCN.problem
  | keyof typeof issuingZhCN.problem
  | keyof typeof learningZhCN.problem
  | keyof typeof requestsZhCN.problem
  | keyof typeof organisationZhCN.problem
  | keyof typeof passwordZhCN.problem
  | keyof typeof signOnZhCN.problem
  | keyof typeof webhooksZhCN.problem
/** What a language has to say at once: everything Chinese says, and words for every problem code that is not met in one room only. */
export type Shape = Widen<typeof zhCN> & { readonly problem: Readonly<Record<Exclude<ProblemCode, LateProblem>, string>> }
// What it has to say in rooms that not everybody enters, fetched when somebody does.
export type AnonymisingWords = Widen<typeof anonymisingZhCN>
export type AuditWords = Widen<typeof auditZhCN>
export type AuthoringWords = Widen<typeof authoringZhCN>
export type DashboardWords = Widen<typeof dashboardsZhCN>
export type GrowthWords = Widen<typeof growthZhCN>
export type IssuingWords = Widen<typeof issuingZhCN>
export type LearningWords = Widen<typeof learningZhCN>
export type MeWords = Widen<typeof meZhCN>
export type NoticeWords = Widen<typeof noticesZhCN>
export type OrganisationWords = Widen<typeof organisationZhCN>
export type PasswordWords = Widen<typeof passwordZhCN>
export type RequestWords = Widen<typeof requestsZhCN>
export type ScanningWords = Widen<typeof scanningZhCN>
export type SharingWords = Widen<typeof sharingZhCN>
export type SignOnWords = Widen<typeof signOnZhCN>
export type WebhookWords = Widen<typeof webhooksZhCN>
export type TemplateWords = Widen<typeof templatesZhCN>

/** The dotted name of a sentence, e.g. `wallet.title`; any other does not compile. */
export type WordKey =
  | Paths<typeof zhCN>
  | Paths<typeof anonymisingZhCN>
  | Paths<typeof auditZhCN>
  | Paths<typeof authoringZhCN>
  | Paths<typeof dashboardsZhCN>
  | Paths<typeof growthZhCN>
  | Paths<typeof issuingZhCN>
  | Paths<typeof learningZhCN>
  | Paths<typeof meZhCN>
  | Paths<typeof noticesZhCN>
  | Paths<typeof organisationZhCN>
  | Paths<typeof passwordZhCN>
  | Paths<typeof requestsZhCN>
  | Paths<typeof scanningZhCN>
  | Paths<typeof sharingZhCN>
  | Paths<typeof signOnZhCN>
  | Paths<typeof templatesZhCN>
  | Paths<typeof webhooksZhCN>
