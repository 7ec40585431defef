import { audit } from './audit/contract.ts'
import { authoring } from './authoring/contract.ts'
import { badgeAuthoring } from './badges/authoring.ts'
import { badges } from './badges/contract.ts'
import { certificates } from './certificates/contract.ts'
import { lifeCycle } from './certificates/lifeCycle.ts'
import { requests } from './certificates/requests.ts'
import { courseAuthoring } from './courses/authoring.ts'
import { courses } from './courses/contract.ts'
import { dashboards, requirements } from './dashboards/contract.ts'
import { examAuthoring, questionAuthoring } from './exams/authoring.ts'
import { exams } from './exams/contract.ts'
import { pathAuthoring } from './growth/authoring.ts'
import { growth } from './growth/contract.ts'
import { batches } from './issuing/batchContract.ts'
import { issuing } from './issuing/contract.ts'
import { notices } from './notices/contract.ts'
import { operations } from './operations/contract.ts'
import { anonymising } from './organisation/anonymising.ts'
import { organisation } from './organisation/contract.ts'
import { people } from './people/contract.ts'
import { practice } from './practice/contract.ts'
import { passwords } from './session/password.ts'
import { session } from './session/contract.ts'
import { identities, signOn } from './session/signOn.ts'
import { sharing } from './sharing/contract.ts'
import { templates } from './templates/contract.ts'
import { webhooks } from './webhooks/contract.ts'
import { verification } from './verification/contract.ts'

/** The whole contract of the product: every call, by noun. */
export const api = {
  session,
  signOn,
  identities,
  passwords,
  people,
  organisation,
  templates,
  certificates,
  lifeCycle,
  requests,
  courses,
  exams,
  questionAuthoring,
  examAuthoring,
  practice,
  badges,
  growth,
  badgeAuthoring,
  pathAuthoring,
  issuing,
  batches,
  authoring,
  courseAuthoring,
  verification,
  sharing,
  dashboards,
  requirements,
  notices,
  webhooks,
  audit,
  anonymising,
  operations,
}
export type Api = typeof api
