import type { TemplateDraft } from '@wallet/shared/templates/template'
import { serverNow } from '../../api/clock.ts'
import { keep, recall } from '../../session/memory.ts'
import { mine } from '../../session/session.ts'

/** A draft that was not saved: it survives a reload and an empty battery, and goes when the person signs out. */
export interface Kept {
  /** The version that was changed; null: a new template. */
  readonly version: number | null
  readonly at: string
  readonly draft: TemplateDraft
}
const keyOf = (id: number | null) => `${mine}template.${id ?? 'new'}`
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'draft' in value && 'version' in value && 'at' in value && typeof value.at === 'string'

export const recallDraft = (id: number | null): Kept | null => {
  const kept = recall(keyOf(id))
  return isKept(kept) ? kept : null
}
export const keepDraft = (id: number | null, version: number | null, draft: TemplateDraft): void =>
  keep(keyOf(id), { version, at: serverNow().toISOString(), draft } satisfies Kept)
export const dropDraft = (id: number | null): void => keep(keyOf(id), null)
