import { audit } from '@wallet/shared/audit/contract'
import { authoring } from '@wallet/shared/authoring/contract'
import { badgeAuthoring } from '@wallet/shared/badges/authoring'
import { badges } from '@wallet/shared/badges/contract'
import { certificates } from '@wallet/shared/certificates/contract'
import { lifeCycle } from '@wallet/shared/certificates/lifeCycle'
import { requests } from '@wallet/shared/certificates/requests'
import type { Contract, Endpoint } from '@wallet/shared/contract/endpoint'
import { courseAuthoring } from '@wallet/shared/courses/authoring'
import { courses } from '@wallet/shared/courses/contract'
import { dashboards, requirements } from '@wallet/shared/dashboards/contract'
import { examAuthoring, questionAuthoring } from '@wallet/shared/exams/authoring'
import { exams } from '@wallet/shared/exams/contract'
import { pathAuthoring } from '@wallet/shared/growth/authoring'
import { growth } from '@wallet/shared/growth/contract'
import { batches } from '@wallet/shared/issuing/batchContract'
import { issuing } from '@wallet/shared/issuing/contract'
import { notices } from '@wallet/shared/notices/contract'
import { operations } from '@wallet/shared/operations/contract'
import { anonymising } from '@wallet/shared/organisation/anonymising'
import { people } from '@wallet/shared/people/contract'
import { organisation } from '@wallet/shared/organisation/contract'
import { passwords } from '@wallet/shared/session/password'
import { practice } from '@wallet/shared/practice/contract'
import { fail } from '@wallet/shared/problem'
import { session } from '@wallet/shared/session/contract'
import { identities, signOn } from '@wallet/shared/session/signOn'
import { sharing } from '@wallet/shared/sharing/contract'
import { templates } from '@wallet/shared/templates/contract'
import { webhooks } from '@wallet/shared/webhooks/contract'
import { verification } from '@wallet/shared/verification/contract'
import express, { Router, type Express } from 'express'
import { auditRoutes } from './audit/routes.ts'
import { authoringRoutes } from './authoring/routes.ts'
import { badgeAuthoringRoutes } from './badges/authorRoutes.ts'
import { badgeRoutes } from './badges/routes.ts'
import { lifeCycleRoutes } from './certificates/lifeCycleRoutes.ts'
import { requestRoutes } from './certificates/requestRoutes.ts'
import { certificateRoutes } from './certificates/routes.ts'
import { courseAuthoringRoutes } from './courses/authorRoutes.ts'
import { courseRoutes } from './courses/routes.ts'
import { dashboardRoutes } from './dashboards/routes.ts'
import { requirementRoutes } from './dashboards/requirementRoutes.ts'
import type { Deps } from './deps.ts'
import { examAuthoringRoutes, questionAuthoringRoutes } from './exams/authorRoutes.ts'
import { examRoutes } from './exams/routes.ts'
import { pathAuthoringRoutes } from './growth/authorRoutes.ts'
import { growthRoutes } from './growth/routes.ts'
import { hurry } from './http/hurry.ts'
import { requestId, securityHeaders } from './http/headers.ts'
import { mount, refuseOtherMethods } from './http/mount.ts'
import { answerProblem } from './http/problem.ts'
import type { Lane } from './http/server.ts'
import { logRequests } from './http/log.ts'
import { batchRoutes } from './issuing/batchRoutes.ts'
import { issuingRoutes } from './issuing/routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { docsStyle } from './operations/docs.ts'
import { createMetrics } from './operations/metrics.ts'
import { operationsRoutes, organisationOf } from './operations/routes.ts'
import { anonymiseRoutes } from './organisation/anonymiseRoutes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import { passwordRoutes } from './session/passwordRoutes.ts'
import { peopleRoutes } from './people/routes.ts'
import { practiceRoutes } from './practice/routes.ts'
import { sessionGuard, sessionRoutes } from './session/routes.ts'
import { identityRoutes, mountSignOnPage, signOnProviders, signOnRoutes } from './session/signOnRoutes.ts'
import { shareOpener } from './sharing/open.ts'
import { mountSharePage } from './sharing/page.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { mountKeptPage, mountVerifyPage, publicPage } from './verification/page.ts'
import { mountVerify, verifyLane, type PublicVerify } from './verification/routes.ts'
import type { Verifier } from './verification/verify.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { mountWeb, type WebBuild } from './web.ts'

const bodyLimit = '256kb'
/** Lines that may take more than others; a fixed path is not taken for one with a parameter. */
const large = [...Object.values<Endpoint>(questionAuthoring), ...Object.values<Endpoint>(courseAuthoring), ...Object.values<Endpoint>(organisation)].toSorted(
  (one, other) => Number(one.path.includes(':')) - Number(other.path.includes(':')),
)

const contracts: readonly Contract[] = [
  ...[session, signOn, identities, passwords, people, organisation, templates, certificates, lifeCycle, requests],
  ...[courses, exams, practice, badges, growth],
  ...[issuing, batches, authoring, courseAuthoring, questionAuthoring, examAuthoring, badgeAuthoring, pathAuthoring, sharing],
  ...[dashboards, requirements, notices, webhooks, audit, anonymising, operations, verification],
]
const takesFiles = new Set(contracts.flatMap(contract => Object.values(contract)).flatMap(({ takesFile, path }): string[] => (takesFile ? [path] : [])))

const alive = '{"status":"ok"}'
const aliveHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': alive.length,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
}

/** What is asked most, answered ahead of the app: whether we are alive, and verdicts. */
export const createLane = (verify: PublicVerify): Lane => {
  const verdicts = verifyLane(verify)
  return (request, response, toApp) => {
    if (request.method !== 'GET' || request.url !== operations.healthz.path) return verdicts(request, response, toApp)
    response.writeHead(200, aliveHeaders).end(alive)
    return true
  }
}

/** The product as one Express app. */
export const createApp = (deps: Deps & { readonly verdicts: Verifier }, verify: PublicVerify, web: WebBuild | null): Express => {
  const { config, log } = deps
  const metrics = createMetrics(deps, () => deps.verdicts.counts.total)
  const guard = sessionGuard(deps)
  const openShare = shareOpener(deps)
  const providers = signOnProviders(deps)

  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('trust proxy', config.trustProxy)

  app.use(hurry(takesFiles))
  app.use(requestId, ...securityHeaders(config.publicOrigin.startsWith('https:')), metrics.observe, logRequests(log))
  for (const { method, path, body, maxBody = bodyLimit } of large)
    if (body) app[method === 'PUT' ? 'put' : 'post'](path, express.json({ limit: maxBody, strict: true }))
  app.use('/api', express.json({ limit: bodyLimit, strict: true }))

  const router = Router()
  mountVerify(router, verify)
  mount(router, session, sessionRoutes(deps), guard)
  mount(router, signOn, signOnRoutes(deps, providers), guard)
  mount(router, identities, identityRoutes(deps), guard)
  mount(router, passwords, passwordRoutes(deps), guard)
  mount(router, people, peopleRoutes(deps), guard)
  mount(router, organisation, organisationRoutes(deps), guard)
  mount(router, templates, templateRoutes(deps), guard)
  mount(router, certificates, certificateRoutes(deps), guard)
  mount(router, lifeCycle, lifeCycleRoutes(deps), guard)
  mount(router, requests, requestRoutes(deps), guard)
  mount(router, courses, courseRoutes(deps), guard)
  mount(router, exams, examRoutes(deps), guard)
  mount(router, questionAuthoring, questionAuthoringRoutes(deps), guard)
  mount(router, examAuthoring, examAuthoringRoutes(deps), guard)
  mount(router, practice, practiceRoutes(deps), guard)
  mount(router, badges, badgeRoutes(deps), guard)
  mount(router, growth, growthRoutes(deps), guard)
  mount(router, badgeAuthoring, badgeAuthoringRoutes(deps), guard)
  mount(router, pathAuthoring, pathAuthoringRoutes(deps), guard)
  mount(router, issuing, issuingRoutes(deps), guard)
  mount(router, batches, batchRoutes(deps), guard)
  mount(router, authoring, authoringRoutes(deps), guard)
  mount(router, courseAuthoring, courseAuthoringRoutes(deps), guard)
  mount(router, sharing, sharingRoutes(deps, openShare), guard)
  mount(router, dashboards, dashboardRoutes(deps), guard)
  mount(router, requirements, requirementRoutes(deps), guard)
  mount(router, notices, noticeRoutes(deps), guard)
  mount(router, webhooks, webhookRoutes(deps), guard)
  mount(router, audit, auditRoutes(deps), guard)
  mount(router, anonymising, anonymiseRoutes(deps), guard)
  mount(router, operations, operationsRoutes(deps, metrics), guard)
  router.get('/api/docs.css', (_request, response) => void response.type('css').end(docsStyle))
  refuseOtherMethods(router, contracts)
  mountSignOnPage(router, deps, providers)
  if (web) {
    const sendPage = publicPage(web.verifyPage, organisationOf(config))
    mountVerifyPage(router, sendPage, verify)
    mountKeptPage(router, web.verifyPage, organisationOf(config))
    mountSharePage(router, sendPage, deps.verdicts, openShare)
  }
  router.use('/api', () => fail('not_found'))
  if (web) mountWeb(router, web)
  app.use(router)
  app.use(() => fail('not_found'))
  app.use(answerProblem(log))
  return app
}
