import { statuses } from '@wallet/shared/certificates/status'
import { parseDay } from '@wallet/shared/certificates/validity'
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { daysOf, everything, periods, types, type Narrowed } from './issued.ts'

/** What narrows down everything issued, as it stands in the address: nothing about what is not narrowed. */
export const addressOf = ({ q, type, status, templateId, unitId, period, from, to }: Narrowed): LocationQueryRaw => ({
  ...(q && { q }),
  ...(type && { type }),
  ...(status && { status }),
  ...(templateId !== null && { template: String(templateId) }),
  ...(unitId !== null && { unit: String(unitId) }),
  ...(period !== null && { days: String(period) }),
  ...(period === 'own' && from && { from }),
  ...(period === 'own' && to && { to }),
})

const oneOf = <T>(values: readonly T[], text: unknown): T | null => values.find(value => String(value) === text) ?? null
const idIn = (text: unknown) => (typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null)
const dayIn = (text: unknown) => (typeof text === 'string' && parseDay(text) ? text : '')

/** What an address narrows everything issued down to; what it cannot mean is left out. */
export const narrowedBy = (query: LocationQuery, now: Date, zone: string): Narrowed => {
  const period = oneOf(periods, query['days'])
  return {
    ...everything,
    type: oneOf(types, query['type']),
    status: oneOf(statuses, query['status']),
    templateId: idIn(query['template']),
    unitId: idIn(query['unit']),
    ...daysOf(period, now, zone),
    ...(period === 'own' && { from: dayIn(query['from']), to: dayIn(query['to']) }),
    q: typeof query['q'] === 'string' ? query['q'].trim().slice(0, 100) : '',
  }
}
