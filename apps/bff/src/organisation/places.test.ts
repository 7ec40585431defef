import { expect, it } from 'vitest'
import { aHouse, engines } from '../../test/house.ts'
import { select, text } from '../db/query.ts'

/** Every column that holds words, and what becomes of a name in it (docs/decisions/0045-names-are-taken-out.md). */
const places = {
  // The person, and what is only theirs: written anew, emptied or deleted.
  own: 'users.full_name users.post sessions.user_agent user_certificates.holder_name sign_on_attempts.return_to',
  // What people wrote of them, here or about somebody else: looked through.
  words: `user_certificates.title user_certificates.description user_certificates.unit_name user_certificates.meta_data user_certificates.revocation_reason
    certificate_reasons.reason certificate_requests.reason certificate_requests.reply certificate_requests.wanted_name user_badges.reason
    batches.file_name batches.header batch_rows.cells batch_rows.employee_no batch_rows.full_name batch_rows.item batch_rows.reasons`,
  // What is written for many: looked through where the administrator says so.
  content: `courses.title courses.english_title courses.summary courses.content course_versions.title course_versions.english_title course_versions.snapshot
    questions.words questions.content question_imports.answer exams.title exams.english_title exams.summary exams.settings exam_versions.snapshot
    badges.title badges.english_title badges.summary badges.draft growth_paths.title growth_paths.english_title growth_paths.summary growth_paths.post
    growth_paths.stages growth_paths.draft certificate_templates.name certificate_templates.template_html certificate_templates.template_style
    certificate_templates.form template_versions.template_html template_versions.template_style template_versions.form template_assets.name media.name
    org_units.name requirements.post`,
  // Outlines, ids, figures and addresses of our own.
  nameless: `artworks.svg attempts.badge_ids attempts.marks attempts.paper practice_rounds.paper audit_events.data badges.rule batches.columns closed_boards.rows
    learner_statistics.value learning_events.data migrations.name outbox.payload settings.value user_certificates.image_url user_certificates.pdf_url
    user_certificates.issuer_name certificate_templates.background_url certificate_templates.logo_url certificate_templates.seal_url
    template_versions.background_url template_versions.logo_url template_versions.seal_url`,
}
const known = new Set(Object.values(places).flatMap(some => some.split(/\s+/)))

it.runIf(engines.includes('mariadb'))('of every column that can hold a name in any script it has been decided what becomes of it', async () => {
  const house = await aHouse('mariadb')
  const columns = await select(
    house.deps.db,
    `SELECT CONCAT(table_name, '.', column_name) AS place FROM information_schema.columns WHERE table_schema = DATABASE()
     AND data_type IN ('varchar', 'char', 'text', 'mediumtext', 'longtext', 'json') AND character_set_name <> 'ascii'`,
  )
  await house.close()
  expect(columns.map(row => text(row['place'])).filter(place => !known.has(place))).toEqual([])
})
