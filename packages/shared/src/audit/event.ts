/** Everything that is written into the audit trail, by what it is about: `noun.pastParticiple`. */
export const auditEvents = {
  certificates: [
    ...(['certificate.issued', 'certificate.renewed', 'certificate.reissued', 'certificate.superseded', 'certificate.suspended'] as const),
    ...(['certificate.restored', 'certificate.revoked', 'certificate.shared', 'certificate.unshared', 'certificate.withheld'] as const),
    ...(['request.opened', 'request.approved', 'request.refused', 'request.withdrawn'] as const),
  ],
  pictures: ['certificate.drawn'],
  batches: ['batch.confirmed', 'batch.paused', 'batch.resumed', 'batch.cancelled', 'batch.finished', 'batch.failed'],
  templates: [
    ...(['template.created', 'template.changed', 'template.duplicated', 'template.restored', 'template.putToUse', 'template.putAway'] as const),
    ...(['template.assetKept', 'template.assetDeleted', 'templates.ordered'] as const),
  ],
  learning: [
    ...(['course.created', 'course.changed', 'course.published', 'course.retired', 'courses.ordered'] as const),
    ...(['exam.created', 'exam.changed', 'exam.published', 'exam.retired', 'exams.ordered'] as const),
    ...(['question.created', 'question.changed', 'question.published', 'question.retired', 'questions.imported', 'media.kept'] as const),
    ...(['badge.created', 'badge.changed', 'badge.published', 'badge.retired', 'badges.ordered', 'badge.given'] as const),
    ...(['path.created', 'path.changed', 'path.published', 'path.retired', 'paths.ordered'] as const),
  ],
  organisation: [
    ...(['person.created', 'person.changed', 'person.roleChanged', 'person.moved', 'person.deactivated', 'person.activated', 'person.renamed'] as const),
    ...(['person.anonymised', 'people.imported', 'people.reminded', 'unit.created', 'unit.renamed', 'unit.moved', 'unit.deleted'] as const),
    ...(['requirement.added', 'requirement.removed', 'requirements.ordered', 'coverage.aimed'] as const),
  ],
  connections: ['webhook.created', 'webhook.changed', 'webhook.deleted', 'webhook.rotated', 'webhook.retried'],
  exports: ['certificates.exported', 'people.exported', 'audit.exported'],
  sessions: [...(['session.started', 'session.refused', 'session.ended', 'identity.tied', 'identity.untied', 'password.linkMade', 'password.set'] as const)],
} as const

/** What an event is about, for narrowing the trail down. */
export type AuditKind = keyof typeof auditEvents
export const auditKinds = Object.keys(auditEvents) as readonly AuditKind[]

/** The name of an event. */
export type AuditName = (typeof auditEvents)[AuditKind][number]
export const auditNames: readonly AuditName[] = Object.values(auditEvents).flat()

/**
 * What can be wrong with the trail where it breaks first: an event says something else than when it was sealed (`changed`), is gone (`missing`),
 * stands where another was sealed (`moved`), was put in (`inserted`); or the end of the trail is not the one that was noted (`head`).
 */
export const auditBreaks = ['changed', 'missing', 'moved', 'inserted', 'head'] as const
export type AuditBreakReason = (typeof auditBreaks)[number]
