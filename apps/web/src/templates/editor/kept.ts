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
/** Which template it is: its id, or what a new one began with. */
export type Slot = number | `new.${string}`
const keyOf = (slot: Slot) => `${mine}template.${slot}`
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'draft' in value && 'version' in value && 'at' in value && typeof value.at === 'string'

export const recallDraft = (slot: Slot): Kept | null => {
  const kept = recall(keyOf(slot))
  return isKept(kept) ? kept : null
}
export const keepDraft = (slot: Slot, version: number | null, draft: TemplateDraft): void =>
  keep(keyOf(slot), { version, at: serverNow().toISOString(), draft } satisfies Kept)
export const dropDraft = (slot: Slot): void => keep(keyOf(slot), null)
