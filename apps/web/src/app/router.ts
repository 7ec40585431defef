import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { useWords, type Part } from '../i18n/index.ts'
import { parseNext } from '../session/nextPath.ts'
import { useSession } from '../session/session.ts'
import { backClosesLayer } from './backClosesLayer.ts'
import { pictureGrows } from './pictureGrows.ts'
import type { Access } from '@wallet/shared/people/role'

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may see the page; without it, whoever is signed in. */
    access?: Access
    /** A page of the tab bar; `desk`: only where it hangs at the top. */
    tab?: boolean | 'desk'
    /** The parts whose words it needs. */
    words?: readonly Part[]
    /** Hangs on a wall, where nobody taps: it says itself that the session has ended, and puts on a newer version at once. */
    isWall?: boolean
  }
}

const idOf = ({ params }: RouteLocationNormalized) => ({ id: Number(params['id']) })
const askedPath = ({ query }: RouteLocationNormalized) => ({ pathId: /^\d{1,9}$/.test(String(query['path'])) ? Number(query['path']) : null })
const askedWall = ({ params, query }: RouteLocationNormalized) => ({
  unitId: params['unitId'] ? Number(params['unitId']) : null,
  names: query['names'] === 'masked' ? 'masked' : 'full',
})
/** What is being written is new until it has an id. */
const authoredId = ({ params }: RouteLocationNormalized) => ({ id: params['id'] === 'new' ? null : Number(params['id']) })
const learner = { words: ['learning'] } as const
const author = { access: 'issuer', words: ['authoring', 'growth', 'issuing', 'learning'] } as const
const wall = { access: 'manager', words: ['dashboards'], isWall: true } as const
const askedUnit = ({ params }: RouteLocationNormalized) => ({ unitId: params['unitId'] ? Number(params['unitId']) : null })
const manager = { access: 'manager', tab: true, words: ['dashboards', 'issuing'] } as const
const designer = { access: 'issuer', words: ['authoring', 'issuing', 'requests', 'templates'] } as const
const keeper = { access: 'admin', words: ['anonymising', 'authoring', 'issuing', 'organisation', 'password', 'signOn'] } as const
const layersFirst = backClosesLayer()

/** Every page, by name; each is fetched when it is first opened. `/v/…` is the server's, not ours. */
export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/login', name: 'login', component: () => import('../session/LoginPage.vue'), meta: { access: 'anyone', words: ['signOn'] } },
    { path: '/', name: 'wallet', component: () => import('../certificates/WalletPage.vue'), meta: { tab: true } },
    { path: '/certificates/:certificateNo', name: 'certificate', component: () => import('../certificates/CertificatePage.vue'), props: true },
    {
      path: '/certificates/:certificateNo/shares',
      name: 'shares',
      component: () => import('../sharing/SharesPage.vue'),
      props: true,
      meta: { words: ['sharing'] },
    },
    {
      path: '/certificates/:certificateNo/poster',
      name: 'poster',
      component: () => import('../sharing/PosterPage.vue'),
      props: true,
      meta: { words: ['sharing'] },
    },
    {
      path: '/certificates/:certificateNo/reissue',
      name: 'reissue',
      component: () => import('../issuing/ReissuePage.vue'),
      props: true,
      meta: { access: 'issuer', words: ['issuing', 'requests'] },
    },
    { path: '/courses', name: 'courses', component: () => import('../courses/CoursesPage.vue'), meta: { ...learner, tab: true } },
    { path: '/courses/:id(\\d+)', name: 'course', component: () => import('../courses/CoursePage.vue'), props: idOf, meta: learner },
    { path: '/courses/:id(\\d+)/done', name: 'courseDone', component: () => import('../courses/CourseDonePage.vue'), props: idOf, meta: learner },
    { path: '/lessons/:id(\\d+)', name: 'lesson', component: () => import('../courses/LessonPage.vue'), props: idOf, meta: learner },
    { path: '/exams', name: 'exams', component: () => import('../exams/ExamsPage.vue'), meta: { ...learner, tab: true } },
    { path: '/exams/:id(\\d+)', name: 'exam', component: () => import('../exams/ExamPage.vue'), props: idOf, meta: learner },
    { path: '/attempts/:id(\\d+)', name: 'attempt', component: () => import('../exams/AttemptPage.vue'), props: idOf, meta: learner },
    { path: '/practice', name: 'practice', component: () => import('../practice/PracticePage.vue'), meta: { ...learner, tab: true } },
    { path: '/practice/:id(\\d+)', name: 'round', component: () => import('../practice/RoundPage.vue'), props: idOf, meta: learner },
    {
      path: '/growth',
      name: 'growth',
      component: () => import('../growth/PathPage.vue'),
      props: askedPath,
      meta: { tab: true, words: ['growth', 'learning'] },
    },
    { path: '/growth/badges', name: 'badges', component: () => import('../growth/BadgesPage.vue'), meta: { tab: true, words: ['growth', 'learning'] } },
    { path: '/growth/leaderboard', name: 'board', component: () => import('../growth/BoardPage.vue'), meta: { tab: true, words: ['growth', 'learning'] } },
    { path: '/issue', name: 'issue', component: () => import('../issuing/IssuePage.vue'), meta: { tab: true, access: 'issuer', words: ['issuing'] } },
    {
      path: '/issue/batch',
      name: 'batchNew',
      component: () => import('../issuing/BatchNewPage.vue'),
      meta: { tab: true, access: 'issuer', words: ['issuing', 'requests'] },
    },
    {
      path: '/issue/batch/:id(\\d+)',
      name: 'batch',
      component: () => import('../issuing/BatchPage.vue'),
      props: idOf,
      meta: { tab: 'desk', access: 'issuer', words: ['issuing', 'requests'] },
    },
    {
      path: '/issued',
      name: 'issued',
      component: () => import('../issuing/IssuedPage.vue'),
      meta: { tab: true, access: 'issuer', words: ['issuing', 'requests'] },
    },
    { path: '/templates', name: 'templates', component: () => import('../templates/TemplatesPage.vue'), meta: { ...designer, tab: true } },
    {
      path: '/templates/:id(new|\\d+)',
      name: 'template',
      component: () => import('../templates/EditorPage.vue'),
      props: authoredId,
      meta: { ...designer, tab: 'desk' },
    },
    {
      path: '/templates/:id(\\d+)/versions',
      name: 'templateVersions',
      component: () => import('../templates/VersionsPage.vue'),
      props: idOf,
      meta: { ...designer, tab: 'desk' },
    },
    {
      path: '/issue/requests',
      name: 'requests',
      component: () => import('../issuing/RequestsPage.vue'),
      meta: { tab: true, access: 'issuer', words: ['issuing', 'requests'] },
    },
    { path: '/content', name: 'content', component: () => import('../authoring/ContentPage.vue'), meta: { ...author, tab: true } },
    { path: '/content/courses', name: 'contentCourses', component: () => import('../authoring/courses/CourseListPage.vue'), meta: author },
    {
      path: '/content/courses/:id(new|\\d+)',
      name: 'contentCourse',
      component: () => import('../authoring/courses/CourseEditorPage.vue'),
      props: authoredId,
      meta: author,
    },
    { path: '/content/exams', name: 'contentExams', component: () => import('../authoring/exams/ExamListPage.vue'), meta: author },
    {
      path: '/content/exams/:id(new|\\d+)',
      name: 'contentExam',
      component: () => import('../authoring/exams/ExamEditorPage.vue'),
      props: authoredId,
      meta: author,
    },
    { path: '/content/questions', name: 'contentQuestions', component: () => import('../authoring/questions/QuestionListPage.vue'), meta: author },
    { path: '/content/questions/import', name: 'contentImport', component: () => import('../authoring/questions/QuestionImportPage.vue'), meta: author },
    {
      path: '/content/questions/:id(new|\\d+)',
      name: 'contentQuestion',
      component: () => import('../authoring/questions/QuestionEditorPage.vue'),
      props: authoredId,
      meta: author,
    },
    { path: '/content/badges', name: 'contentBadges', component: () => import('../authoring/badges/BadgeListPage.vue'), meta: author },
    {
      path: '/content/badges/:id(new|\\d+)',
      name: 'contentBadge',
      component: () => import('../authoring/badges/BadgeEditorPage.vue'),
      props: authoredId,
      meta: author,
    },
    { path: '/content/paths', name: 'contentPaths', component: () => import('../authoring/paths/PathListPage.vue'), meta: author },
    {
      path: '/content/paths/:id(new|\\d+)',
      name: 'contentPath',
      component: () => import('../authoring/paths/PathEditorPage.vue'),
      props: authoredId,
      meta: author,
    },
    {
      path: '/dashboard/requirements',
      name: 'requirements',
      component: () => import('../authoring/requirements/RequirementsPage.vue'),
      meta: { access: 'issuer', words: ['authoring', 'dashboards'] },
    },
    { path: '/dashboard/:unitId(\\d+)?', name: 'dashboard', component: () => import('../dashboards/DashboardPage.vue'), props: askedUnit, meta: manager },
    { path: '/scan', name: 'scan', component: () => import('../scanning/ScanPage.vue'), meta: { access: 'anyone', words: ['scanning'] } },
    { path: '/screen', name: 'screen', component: () => import('../dashboards/screen/ScreenPage.vue'), props: askedWall, meta: wall },
    { path: '/screen/:unitId(\\d+)', name: 'unitScreen', component: () => import('../dashboards/screen/ScreenPage.vue'), props: askedWall, meta: wall },
    { path: '/me', name: 'me', component: () => import('../session/MePage.vue'), meta: { tab: true, words: ['me'] } },
    { path: '/audit', name: 'audit', component: () => import('../audit/AuditPage.vue'), meta: { access: 'admin', words: ['audit', 'issuing'] } },
    { path: '/people', name: 'people', component: () => import('../organisation/PeoplePage.vue'), meta: keeper },
    { path: '/people/new', name: 'personNew', component: () => import('../organisation/PersonEditPage.vue'), meta: keeper },
    { path: '/people/import', name: 'peopleImport', component: () => import('../organisation/PeopleImportPage.vue'), meta: keeper },
    { path: '/people/:employeeNo', name: 'person', component: () => import('../organisation/PersonPage.vue'), props: true, meta: keeper },
    { path: '/people/:employeeNo/edit', name: 'personEdit', component: () => import('../organisation/PersonEditPage.vue'), props: true, meta: keeper },
    { path: '/units', name: 'units', component: () => import('../organisation/UnitsPage.vue'), meta: keeper },
    { path: '/webhooks', name: 'webhooks', component: () => import('../webhooks/WebhooksPage.vue'), meta: { access: 'admin', words: ['issuing', 'webhooks'] } },
    {
      path: '/webhooks/:id(\\d+)',
      name: 'webhook',
      component: () => import('../webhooks/WebhookPage.vue'),
      props: idOf,
      meta: { access: 'admin', words: ['issuing', 'webhooks'] },
    },
    { path: '/password', name: 'password', component: () => import('../session/PasswordPage.vue'), meta: { access: 'anyone', words: ['password'] } },
    { path: '/notices', name: 'notices', component: () => import('../notices/NoticesPage.vue'), meta: { words: ['notices'] } },
    { path: '/:path(.*)*', name: 'notFound', component: () => import('./NotFoundPage.vue'), meta: { access: 'anyone' } },
  ],
})

router.beforeEach(layersFirst)
router.beforeEach(async to => {
  // What anyone may see waits for nobody.
  if (to.meta.access === 'anyone' && to.name !== 'login') return true
  const session = useSession()
  await session.restore()
  if (to.name === 'login') return session.isSignedIn ? parseNext(to.query['next'], location.origin) : true
  const access = to.meta.access ?? 'signedIn'
  if (session.may(access)) return true
  return session.isSignedIn ? { name: 'wallet' } : { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
})
router.beforeResolve(async ({ meta }) => {
  const { enter } = useWords()
  await Promise.all((meta.words ?? []).map(enter))
})
router.beforeResolve(pictureGrows)
