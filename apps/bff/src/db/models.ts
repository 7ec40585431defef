import { DataTypes, type Model, type ModelAttributeColumnOptions, type ModelAttributes, type ModelStatic, type Sequelize } from 'sequelize'

type Columns = ModelAttributes
// Bare types, or a new object each time: Sequelize writes into what it is given.
const instant = DataTypes.DATE(3)
const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }
const int = DataTypes.INTEGER
const flag = DataTypes.BOOLEAN
const string = (length: number) => DataTypes.STRING(length)

const orgUnits: Columns = { id: { ...id }, parentId: int, kind: string(20), name: string(100), path: string(190), depth: int }
const users: Columns = {
  id: { ...id },
  employeeNo: string(32),
  email: string(190),
  fullName: string(100),
  role: string(20),
  orgUnitId: int,
  passwordHash: string(255),
  locale: string(10),
  isActive: flag,
  post: string(60),
  isOffBoards: flag,
  firstSignedInAt: instant,
  anonymisedAt: instant,
  createdAt: instant,
  updatedAt: instant,
}
const sessions: Columns = {
  id: { ...id },
  tokenHash: string(64),
  userId: int,
  userAgent: string(255),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
}
const identities: Columns = {
  id: { ...id },
  kind: string(20),
  issuer: string(255),
  subject: string(255),
  userId: int,
  createdAt: instant,
  lastUsedAt: instant,
}
const signOnAttempts: Columns = {
  stateHash: { type: string(64), primaryKey: true },
  browserHash: string(64),
  provider: string(20),
  returnTo: string(500),
  expiresAt: instant,
  usedAt: instant,
}
const templateColumns: Columns = {
  type: string(20),
  backgroundUrl: string(500),
  templateHtml: DataTypes.TEXT,
  templateStyle: DataTypes.TEXT,
  orientation: string(20),
  validityMonths: int,
  logoUrl: string(500),
  sealUrl: string(500),
  numberPrefix: string(10),
  form: DataTypes.TEXT,
  version: int,
}
const certificateTemplates: Columns = {
  id: { ...id },
  name: string(100),
  ...templateColumns,
  isActive: flag,
  sortOrder: int,
  createdAt: instant,
  updatedAt: instant,
}
const templateVersions: Columns = { id: { ...id }, templateId: int, ...templateColumns, createdBy: int, createdAt: instant }
const templateAssets: Columns = {
  id: { type: string(24), primaryKey: true },
  name: string(200),
  width: int,
  height: int,
  size: int,
  sha256: string(64),
  createdBy: int,
  createdAt: instant,
}
const userCertificates: Columns = {
  id: { ...id },
  userId: int,
  templateId: int,
  certificateNo: string(50),
  title: string(200),
  description: DataTypes.TEXT,
  issuedAt: instant,
  validUntil: instant,
  courseId: int,
  examId: int,
  badgeId: int,
  score: DataTypes.DECIMAL(5, 2),
  completionRate: DataTypes.DECIMAL(5, 2),
  pdfUrl: string(500),
  imageUrl: string(500),
  metaData: DataTypes.JSON,
  type: string(20),
  templateVersionId: int,
  holderName: string(100),
  orgUnitId: int,
  unitName: string(100),
  issuerName: string(100),
  sourceKey: string(100),
  cycle: int,
  factsHash: string(64),
  factsSalt: string(32),
  supersedesId: int,
  supersededById: int,
  supersededAt: instant,
  suspendedAt: instant,
  revokedAt: instant,
  revocationReason: string(300),
  issuedBy: int,
  createdAt: instant,
  updatedAt: instant,
}
const certificatePictures: Columns = {
  certificateId: { type: int, primaryKey: true },
  bytes: DataTypes.BLOB('medium'),
  sha256: string(64),
  renderer: string(60),
  createdAt: instant,
}
const certificateFiles: Columns = {
  certificateId: { type: int, primaryKey: true },
  form: { type: string(40), primaryKey: true },
  sha256: string(64),
  size: int,
  maker: string(60),
  createdAt: instant,
}
const certificateShares: Columns = {
  id: { ...id },
  certificateId: int,
  tokenHash: string(64),
  showName: flag,
  showScore: flag,
  createdAt: instant,
  expiresAt: instant,
  withdrawnAt: instant,
}
const certificateReasons: Columns = { id: { ...id }, certificateId: int, reason: string(300), createdAt: instant }
const certificateRequests: Columns = {
  id: { ...id },
  certificateId: int,
  kind: string(20),
  state: string(20),
  openKey: string(60),
  wantedName: string(100),
  reason: string(300),
  askedBy: int,
  askedAt: instant,
  decidedBy: int,
  decidedAt: instant,
  reply: string(300),
  successorId: int,
}
const artworks: Columns = { sha256: { type: string(64), primaryKey: true }, svg: DataTypes.TEXT }
const idempotencyKeys: Columns = { id: { ...id }, userId: int, keyHash: string(64), bodyHash: string(64), certificateId: int, createdAt: instant }
const auditEvents: Columns = {
  id: { ...id },
  event: string(60),
  subject: string(64),
  actorId: int,
  data: DataTypes.TEXT,
  at: instant,
  sealNo: int,
  previousHash: string(64),
  hash: string(64),
}
const outbox: Columns = { id: { ...id }, topic: string(60), payload: DataTypes.JSON, createdAt: instant, processedAt: instant }
const webhooks: Columns = {
  id: { ...id },
  url: string(500),
  topics: string(300),
  secret: string(80),
  oldSecret: string(80),
  oldUntil: instant,
  isActive: flag,
  isGone: flag,
  createdBy: int,
  createdAt: instant,
}
const webhookDeliveries: Columns = {
  id: { ...id },
  webhookId: int,
  outboxId: int,
  topic: string(60),
  certificateNo: string(50),
  happenedAt: instant,
  state: string(20),
  tries: int,
  nextAt: instant,
  leaseUntil: instant,
  status: int,
  trouble: string(20),
  milliseconds: int,
  createdAt: instant,
  finishedAt: instant,
}
const rateLimits: Columns = { name: { type: string(100), primaryKey: true }, hits: int, resetsAt: instant }

const key = (type: ModelAttributeColumnOptions['type']): ModelAttributeColumnOptions => ({ type, primaryKey: true })
const json = DataTypes.TEXT
/** What everything has that is written for learners; JSON columns hold text. */
const published = (): Columns => ({
  id: { ...id },
  title: string(100),
  englishTitle: string(200),
  summary: string(300),
  sortOrder: int,
  state: string(20),
  version: int,
  publishedVersion: int,
  createdAt: instant,
  updatedAt: instant,
})
const versionsOf = (parent: string): Columns => ({ id: { ...id }, [parent]: int, version: int, snapshot: json, publishedBy: int, publishedAt: instant })
const learning = {
  media: { id: { ...id }, token: string(32), name: string(200), contentType: string(100), size: int, sha256: string(64), createdBy: int, createdAt: instant },
  courses: { ...published(), category: string(20), cover: string(20), templateId: int, threshold: int, content: json },
  lessons: { id: { ...id }, courseId: int },
  courseVersions: { ...versionsOf('courseId'), title: string(100), englishTitle: string(200) },
  enrolments: { userId: key(int), courseId: key(int), enrolledAt: instant, completedAt: instant, lastLessonId: int, lastReportAt: instant },
  lessonProgress: { userId: key(int), lessonId: key(int), courseId: int, seconds: int, position: int, completedAt: instant, updatedAt: instant },
  questions: {
    id: { ...id },
    kind: string(20),
    category: string(20),
    courseId: int,
    isReserved: flag,
    state: string(20),
    version: int,
    words: json,
    fingerprint: string(64),
    content: json,
    createdAt: instant,
    updatedAt: instant,
  },
  questionImports: { id: { ...id }, userId: int, keyHash: string(64), bodyHash: string(64), answer: json, createdAt: instant },
  exams: { ...published(), category: string(20), courseId: int, templateId: int, settings: json },
  examQuestions: { examId: key(int), questionId: key(int) },
  examVersions: versionsOf('examId'),
  attempts: {
    id: { ...id },
    userId: int,
    examId: int,
    examVersionId: int,
    attemptNo: int,
    seed: string(32),
    paper: json,
    startedAt: instant,
    deadlineAt: instant,
    submittedAt: instant,
    endedAt: instant,
    score: DataTypes.DECIMAL(5, 2),
    isPassed: flag,
    marks: json,
    badgeIds: json,
    certificateId: int,
  },
  attemptAnswers: { attemptId: key(int), questionId: key(int), picked: string(20), isFlagged: flag, savedAt: instant },
  practiceRounds: { id: { ...id }, userId: int, scope: string(40), paper: json, startedAt: instant, finishedAt: instant },
  practiceAnswers: { roundId: key(int), questionId: key(int), userId: int, picked: string(20), isRight: flag, answeredAt: instant },
  badges: { ...published(), category: string(20), icon: string(20), rule: json, templateId: int, draft: json },
  userBadges: {
    userId: key(int),
    badgeId: key(int),
    earnedAt: instant,
    awardedAt: instant,
    awardedBy: int,
    reason: string(200),
    keyHash: string(64),
    certificateId: int,
  },
  growthPaths: { ...published(), post: string(60), stages: json, draft: json },
  learningEvents: { id: { ...id }, userId: int, eventKey: string(100), kind: string(30), at: instant, day: string(10), data: json, points: int, seconds: int },
  learnerStatistics: { userId: key(int), category: key(string(20)), value: json },
  scores: { period: key(string(30)), metric: key(string(20)), userId: key(int), amount: int, reachedAt: instant },
  closedBoards: { metric: key(string(20)), period: key(string(30)), rows: json, closedAt: instant },
  cursors: { name: key(string(60)), position: int },
  batches: {
    id: { ...id },
    state: string(20),
    templateId: int,
    templateVersionId: int,
    duplicates: string(20),
    fileName: string(200),
    fileHash: string(64),
    encoding: string(20),
    delimiter: string(20),
    header: json,
    columns: json,
    openKey: string(64),
    rowsTotal: int,
    valid: int,
    invalid: int,
    skipped: int,
    warned: int,
    issued: int,
    position: int,
    runMs: int,
    touchedAt: instant,
    problem: string(60),
    createdBy: int,
    createdAt: instant,
    confirmedBy: int,
    confirmedAt: instant,
    finishedAt: instant,
  },
} satisfies Record<string, Columns>

const tables = {
  orgUnits,
  users,
  sessions,
  identities,
  signOnAttempts,
  certificateTemplates,
  templateVersions,
  templateAssets,
  userCertificates,
  certificatePictures,
  certificateFiles,
  certificateShares,
  certificateReasons,
  certificateRequests,
  artworks,
  idempotencyKeys,
  auditEvents,
  outbox,
  rateLimits,
  webhooks,
  webhookDeliveries,
  ...learning,
}
export type Models = Readonly<Record<keyof typeof tables, ModelStatic<Model>>>

const underscored = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** The tables as Sequelize knows them: columns only. Keys, indexes and references are the migrations' affair. */
export const defineModels = (sequelize: Sequelize): Models =>
  Object.fromEntries(
    Object.entries(tables).map(([name, columns]) => [name, sequelize.define(name, columns, { tableName: underscored(name) })]),
  ) as unknown as Models
