import type { Overview, TeamOverview } from '@wallet/shared/dashboards/overview'
import { serverNow } from '../api/clock.ts'
import { forget, keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

/** A unit as it is looked at; a team has its people as well. Null: whoever asks leads no unit. */
export interface Looked {
  readonly overview: Overview
  readonly team: TeamOverview | null
}
interface Kept {
  readonly at: string
  readonly unitId: number | null
  readonly looked: Looked
}
const key = `${mine}dashboard`
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'at' in value && 'unitId' in value && 'looked' in value

/** The dashboard that was looked at last opens without a network. */
export const keepDashboard = (unitId: number | null, looked: Looked): void => keep(key, { at: serverNow().toISOString(), unitId, looked } satisfies Kept)

export const recallDashboard = (unitId: number | null): Kept | null => {
  const kept = recall(key)
  return isKept(kept) && kept.unitId === unitId ? kept : null
}

/** The unit that was chosen last: a dashboard that is come back to stays there. Null: none was, or one is not to see it. */
export const chosenUnit = (): number | null => {
  const kept = recall(key)
  return isKept(kept) ? kept.unitId : null
}

/** Who may no longer look at a unit keeps nothing of it. */
export const forgetDashboard = (): void => forget(key)
