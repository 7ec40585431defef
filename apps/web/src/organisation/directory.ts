import { roles, type Role } from '@wallet/shared/people/role'
import type { LocationQuery, LocationQueryRaw } from 'vue-router'

export const states = ['active', 'left'] as const
export type State = (typeof states)[number]

/** What the list of people is narrowed down to. */
export interface Narrowed {
  readonly q: string
  readonly unitId: number | null
  readonly role: Role | null
  readonly state: State | null
}
export const everybody: Narrowed = { q: '', unitId: null, role: null, state: null }

/** What is asked of the server: nothing about what is not narrowed. */
export const queryOf = ({ q, unitId, role, state }: Narrowed) => ({
  ...(q && { q }),
  ...(unitId !== null && { unitId }),
  ...(role && { role }),
  ...(state && { state }),
})

/** The same, as it stands in the address. */
export const addressOf = ({ q, unitId, role, state }: Narrowed): LocationQueryRaw => ({
  ...(q && { q }),
  ...(unitId !== null && { unit: String(unitId) }),
  ...(role && { role }),
  ...(state && { state }),
})

const oneOf = <T extends string>(values: readonly T[], text: unknown): T | null => values.find(value => value === text) ?? null

/** What an address narrows the list down to; what it cannot mean is left out. */
export const narrowedBy = (query: LocationQuery): Narrowed => ({
  q: typeof query['q'] === 'string' ? query['q'].trim().slice(0, 100) : '',
  unitId: typeof query['unit'] === 'string' && /^[1-9]\d{0,8}$/.test(query['unit']) ? Number(query['unit']) : null,
  role: oneOf(roles, query['role']),
  state: oneOf(states, query['state']),
})
