import { DataTypes, type ModelAttributeColumnOptions, type ModelAttributes } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// Learning earns certificates: courses, exams, practice, badges, paths, and the events that all statistics are made of.

const drop = [
  'cursors',
  'scores',
  'closed_boards',
  'learner_statistics',
  'learning_events',
  'growth_paths',
  'user_badges',
  'badges',
  'practice_answers',
  'practice_rounds',
  'attempt_answers',
  'attempts',
  'exam_versions',
  'exam_questions',
  'exams',
  'question_imports',
  'questions',
  'lesson_progress',
  'enrolments',
  'course_versions',
  'lessons',
  'courses',
  'media',
]

type Column = ModelAttributeColumnOptions
const required = (type: Column['type']): Column => ({ type, allowNull: false })
const optional = (type: Column['type']): Column => ({ type, allowNull: true })
const key = (column: Column): Column => ({ ...column, primaryKey: true })
const refers = (model: string, column: Column = required(DataTypes.INTEGER)): Column => ({
  ...column,
  references: { model, key: 'id' },
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const int = DataTypes.INTEGER
  const flag = DataTypes.BOOLEAN
  const instant = DataTypes.DATE(3)
  const score = DataTypes.DECIMAL(5, 2)
  const id = (): Column => ({ type: int, primaryKey: true, autoIncrement: true, allowNull: false })
  const words = (length: number) => DataTypes.STRING(length)
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  // Content is written and read whole: JSON as text, so that both engines give back the bytes they were given.
  const content = engine === 'sqlite' ? DataTypes.TEXT : DataTypes.TEXT('medium')
  const create = (name: string, columns: ModelAttributes) => tables.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci' })
  const index = (table: string, name: string, ...fields: string[]) => tables.addIndex(table, fields, { name })
  const unique = (table: string, name: string, ...fields: string[]) => tables.addIndex(table, fields, { name, unique: true })
  /** What everything has that is written for learners; `version` is the newest, `published_version` the one learners see. */
  const published = () => ({
    id: id(),
    title: required(words(100)),
    english_title: required(words(200)),
    summary: required(words(300)),
    sort_order: required(int),
    state: required(code(20)),
    version: required(int),
    published_version: optional(int),
    created_at: required(instant),
    updated_at: required(instant),
  })

  await tables.addColumn('users', 'post', optional(words(60)))
  await tables.addColumn('users', 'is_off_boards', { ...required(flag), defaultValue: false })
  await tables.addColumn('users', 'first_signed_in_at', optional(instant))

  await create('media', {
    id: id(),
    token: required(code(32)),
    name: required(words(200)),
    content_type: required(code(100)),
    size: required(int),
    sha256: required(code(64)),
    created_by: refers('users', optional(int)),
    created_at: required(instant),
  })
  await unique('media', 'media_token', 'token')

  await create('courses', {
    ...published(),
    category: required(code(20)),
    cover: required(code(20)),
    template_id: refers('certificate_templates', optional(int)),
    threshold: required(int),
    content: required(content),
  })
  // Gives lessons ids that stay over the versions of their course; what they say stands in the version.
  await create('lessons', { id: id(), course_id: refers('courses') })
  await create('course_versions', {
    id: id(),
    course_id: refers('courses'),
    version: required(int),
    // As in the snapshot, which may be long: many ask for no more than this.
    title: required(words(100)),
    english_title: required(words(200)),
    snapshot: required(content),
    published_by: refers('users', optional(int)),
    published_at: required(instant),
  })
  await unique('course_versions', 'course_versions_version', 'course_id', 'version')
  await create('enrolments', {
    user_id: key(refers('users')),
    course_id: key(refers('courses')),
    enrolled_at: required(instant),
    completed_at: optional(instant),
    last_lesson_id: optional(int),
    last_report_at: required(instant),
  })
  await index('enrolments', 'enrolments_course', 'course_id', 'completed_at')
  await create('lesson_progress', {
    user_id: key(refers('users')),
    lesson_id: key(refers('lessons')),
    course_id: refers('courses'),
    seconds: required(int),
    position: required(int),
    completed_at: optional(instant),
    updated_at: required(instant),
  })
  await index('lesson_progress', 'lesson_progress_course', 'user_id', 'course_id')

  await create('questions', {
    id: id(),
    kind: required(code(20)),
    category: required(code(20)),
    course_id: refers('courses', optional(int)),
    is_reserved: required(flag),
    state: required(code(20)),
    version: required(int),
    // What can be searched for, and what makes two questions the same.
    words: required(content),
    fingerprint: required(code(64)),
    content: required(content),
    created_at: required(instant),
    updated_at: required(instant),
  })
  await index('questions', 'questions_practice', 'state', 'is_reserved', 'category')
  await index('questions', 'questions_fingerprint', 'fingerprint')
  await create('question_imports', {
    id: id(),
    user_id: refers('users'),
    key_hash: required(code(64)),
    body_hash: required(code(64)),
    answer: required(content),
    created_at: required(instant),
  })
  await unique('question_imports', 'question_imports_key', 'user_id', 'key_hash')
  await create('exams', {
    ...published(),
    category: required(code(20)),
    course_id: refers('courses', optional(int)),
    template_id: refers('certificate_templates', optional(int)),
    settings: required(content),
  })
  await create('exam_questions', { exam_id: key(refers('exams')), question_id: key(refers('questions')) })
  await create('exam_versions', {
    id: id(),
    exam_id: refers('exams'),
    version: required(int),
    snapshot: required(content),
    published_by: refers('users', optional(int)),
    published_at: required(instant),
  })
  await unique('exam_versions', 'exam_versions_version', 'exam_id', 'version')
  await create('attempts', {
    id: id(),
    user_id: refers('users'),
    exam_id: refers('exams'),
    exam_version_id: refers('exam_versions'),
    attempt_no: required(int),
    seed: required(code(32)),
    paper: required(content),
    started_at: required(instant),
    deadline_at: optional(instant),
    submitted_at: optional(instant),
    ended_at: optional(instant),
    score: optional(score),
    is_passed: optional(flag),
    marks: optional(content),
    badge_ids: optional(content),
    certificate_id: refers('user_certificates', optional(int)),
  })
  await unique('attempts', 'attempts_no', 'user_id', 'exam_id', 'attempt_no')
  await index('attempts', 'attempts_open', 'ended_at', 'deadline_at')
  await index('attempts', 'attempts_exam', 'exam_id', 'ended_at')
  await create('attempt_answers', {
    attempt_id: key(refers('attempts')),
    question_id: key(refers('questions')),
    picked: required(code(20)),
    is_flagged: required(flag),
    saved_at: required(instant),
  })

  await create('practice_rounds', {
    id: id(),
    user_id: refers('users'),
    scope: required(code(40)),
    paper: required(content),
    started_at: required(instant),
    finished_at: optional(instant),
  })
  await index('practice_rounds', 'practice_rounds_user', 'user_id', 'started_at')
  await create('practice_answers', {
    round_id: key(refers('practice_rounds')),
    question_id: key(refers('questions')),
    user_id: refers('users'),
    picked: required(code(20)),
    is_right: required(flag),
    answered_at: required(instant),
  })
  await index('practice_answers', 'practice_answers_user', 'user_id', 'question_id', 'answered_at')

  // The columns say what learners see; what editors have changed since stands in `draft` until it is published.
  await create('badges', {
    ...published(),
    category: required(code(20)),
    icon: required(code(20)),
    rule: required(content),
    template_id: refers('certificate_templates', optional(int)),
    draft: optional(content),
  })
  await create('user_badges', {
    user_id: key(refers('users')),
    badge_id: key(refers('badges')),
    earned_at: required(instant),
    awarded_at: required(instant),
    awarded_by: refers('users', optional(int)),
    reason: optional(words(200)),
    key_hash: optional(code(64)),
    certificate_id: refers('user_certificates', optional(int)),
  })
  await unique('user_badges', 'user_badges_key', 'awarded_by', 'key_hash')
  await index('user_badges', 'user_badges_badge', 'badge_id', 'earned_at')
  await create('growth_paths', { ...published(), post: required(words(60)), stages: required(content), draft: optional(content) })

  // What happened, each thing once: statistics, badges, points and boards are made of these rows and can be made anew from them.
  await create('learning_events', {
    id: id(),
    user_id: refers('users'),
    event_key: required(code(100)),
    kind: required(code(30)),
    at: required(instant),
    day: required(code(10)),
    data: required(content),
    points: required(int),
    seconds: required(int),
  })
  await unique('learning_events', 'learning_events_key', 'user_id', 'event_key')
  await index('learning_events', 'learning_events_day', 'day', 'user_id', 'points', 'seconds')
  await create('learner_statistics', {
    user_id: key(refers('users')),
    category: key(required(code(20))),
    value: required(content),
  })
  // Summed up by period, so that a board costs a row a person, however much has happened.
  await create('scores', {
    period: key(required(code(30))),
    metric: key(required(code(20))),
    user_id: key(refers('users')),
    amount: required(int),
    reached_at: required(instant),
  })
  await create('closed_boards', {
    metric: key(required(code(20))),
    period: key(required(code(30))),
    rows: required(content),
    closed_at: required(instant),
  })
  // How far a follower has come, or a walk over all learners.
  await create('cursors', { name: key(required(code(60))), position: required(int) })
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  for (const table of drop) await tables.dropTable(table)
  // Sequelize would copy the table, and what refers to it stands in the way.
  for (const column of ['post', 'is_off_boards', 'first_signed_in_at']) await tables.sequelize.query(`ALTER TABLE users DROP COLUMN ${column}`)
}
