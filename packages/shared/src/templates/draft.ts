import type { Template, TemplateDraft } from './template.ts'

/** What of a template is written, and can be sent again: without its id, its version, and what lists say of it. */
export const draftOf = ({ id: _id, version: _version, issuedCount: _issued, createdAt: _created, updatedAt: _updated, ...draft }: Template): TemplateDraft =>
  draft
