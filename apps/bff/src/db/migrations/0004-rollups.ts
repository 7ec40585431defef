import { DataTypes, type ModelAttributeColumnOptions, type ModelAttributes } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// Managers see: sums by unit, recounted where something has changed, and what is required of whom.

const drop = [
  'notices',
  'settings',
  'coverage_months',
  'holdings',
  'requirements',
  'org_badges',
  'org_standing',
  'org_courses',
  'exam_scores',
  'org_learning',
  'org_active',
  'coverage',
  'coverage_ends',
  'org_expiry',
  'org_people',
  'org_daily',
  'rollup_units',
  'rollup_dirty',
  'unit_managers',
]

type Column = ModelAttributeColumnOptions
const required = (type: Column['type']): Column => ({ type, allowNull: false })
const optional = (type: Column['type']): Column => ({ type, allowNull: true })
const key = (column: Column): Column => ({ ...column, primaryKey: true })
const int = DataTypes.INTEGER

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  const create = (name: string, columns: ModelAttributes) => tables.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci' })
  const unit = () => key(required(int))
  const day = () => key(required(code(10)))

  // Who manages which units, each with all below it; a manager may have several.
  await create('unit_managers', { user_id: key(required(int)), unit_id: unit() })
  await tables.sequelize.query("INSERT INTO unit_managers (user_id, unit_id) SELECT id, org_unit_id FROM users WHERE role = 'manager'")

  // Which sums have to be counted anew: every change marks its own unit, and a unit that was recounted marks the one above.
  await create('rollup_dirty', { rollup: key(required(code(20))), unit_id: unit(), slice: key(required(code(20))), depth: required(int) })
  await tables.addIndex('rollup_dirty', ['depth'], { name: 'rollup_dirty_depth' })
  // One row a unit, locked by whoever counts its sums.
  await create('rollup_units', { unit_id: unit() })

  // Each row is the sum over a unit and all below it.
  await create('org_daily', { unit_id: unit(), day: day(), type: key(required(code(20))), issued: required(int), revoked: required(int) })
  await create('org_people', { unit_id: unit(), kind: key(required(code(20))), people: required(int) })
  await create('org_expiry', { unit_id: unit(), day: day(), certificates: required(int), renewing: required(int) })
  await create('coverage', { unit_id: unit(), template_id: key(required(int)), until_day: day(), people: required(int) })
  await tables.addIndex('coverage', ['unit_id', 'until_day', 'template_id', 'people'], { name: 'coverage_days' })
  await create('coverage_ends', { unit_id: unit(), template_id: key(required(int)), until_month: key(required(code(7))), people: required(int) })

  // By the hour of the day in which somebody was first active: those of the hours up to now are who was active by now.
  await create('org_active', { unit_id: unit(), day: day(), hour: key(required(int)), people: required(int) })
  await create('org_learning', { unit_id: unit(), period: key(required(code(20))), learners: required(int), points: required(int), seconds: required(int) })
  await create('exam_scores', {
    ...{ unit_id: unit(), month: key(required(code(7))), exam_id: key(required(int)), bin: key(required(int)) },
    ...{ taken: required(int), passed: required(int), hundredths: required(int) },
  })
  await create('org_courses', { unit_id: unit(), course_id: key(required(int)), enrolled: required(int), completed: required(int) })
  await create('org_standing', { unit_id: unit(), kind: key(required(code(20))), until_day: day(), people: required(int) })
  await create('org_badges', { unit_id: unit(), badge_id: key(required(int)), people: required(int) })
  // What a person did on some days, without reading what everyone did on them.
  await tables.addIndex('learning_events', ['user_id', 'day', 'at', 'points', 'seconds'], { name: 'learning_events_user_day' })
  // The first of a month, without reading everyone's points.
  await tables.addIndex('scores', ['period', 'metric', 'amount'], { name: 'scores_first' })

  // What was revoked, the last first: few of very many.
  await tables.addIndex('user_certificates', ['revoked_at'], { name: 'certificates_revoked' })

  // Who has to hold which certificate: everyone below a unit, or everyone there with a post.
  await create('requirements', {
    id: { type: int, primaryKey: true, autoIncrement: true, allowNull: false },
    unit_id: required(int),
    post: optional(DataTypes.STRING(60)),
    template_id: required(int),
    position: required(int),
    created_at: required(DataTypes.DATE(3)),
  })
  await tables.addIndex('requirements', ['template_id'], { name: 'requirements_template' })
  // A person and a certificate they hold or have to hold; the unit is the one they are in now.
  await create('holdings', {
    user_id: key(required(int)),
    template_id: key(required(int)),
    unit_id: required(int),
    is_required: required(DataTypes.BOOLEAN),
    until_day: required(code(10)),
    certificate_id: optional(int),
  })
  await tables.addIndex('holdings', ['unit_id', 'template_id', 'until_day'], { name: 'holdings_unit' })
  // What people of a unit have to hold, person by person, read from the index alone.
  await tables.addIndex('holdings', ['unit_id', 'is_required', 'user_id', 'until_day'], { name: 'holdings_people' })
  // Coverage as it was when a month ended: pairs of person and certificate. Of this month it is written again each hour, in its last one each minute.
  await create('coverage_months', { unit_id: unit(), month: key(required(code(7))), required: required(int), covered: required(int) })
  // What the organisation has decided, by name: `coverage.aims`.
  await create('settings', { name: key(required(code(60))), value: required(DataTypes.JSON) })
  // What people are told in the app. `source_key` names the threshold, so that nobody is told twice. `mail_due_at`: null where no mail is to
  // be sent, or no more; while one is being sent it lies ahead, so that nobody else sends it.
  await create('notices', {
    id: { type: int, primaryKey: true, autoIncrement: true, allowNull: false },
    user_id: required(int),
    source_key: required(code(100)),
    kind: required(code(20)),
    template_id: required(int),
    certificate_id: optional(int),
    created_by: optional(int),
    created_at: required(DataTypes.DATE(3)),
    read_at: optional(DataTypes.DATE(3)),
    mail_due_at: optional(DataTypes.DATE(3)),
    mail_tries: { ...required(int), defaultValue: 0 },
    mailed_at: optional(DataTypes.DATE(3)),
  })
  await tables.addIndex('notices', ['user_id', 'source_key'], { name: 'notices_once', unique: true })
  await tables.addIndex('notices', ['user_id', 'id'], { name: 'notices_user' })
  await tables.addIndex('notices', ['mail_due_at'], { name: 'notices_mail' })
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  await tables.removeIndex('user_certificates', 'certificates_revoked')
  await tables.removeIndex('learning_events', 'learning_events_user_day')
  await tables.removeIndex('scores', 'scores_first')
  for (const table of drop) await tables.dropTable(table)
  // Who begins anew has to begin at the start.
  await tables.sequelize.query("DELETE FROM cursors WHERE name IN ('rollups', 'coverage of this month', 'certificates that end soon')")
}
