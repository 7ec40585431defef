import type { Organisation } from '@wallet/shared/operations/contract'
import { keep, recall } from './memory.ts'

const key = 'organisation'
const isOrganisation = (value: unknown): value is Organisation => typeof value === 'object' && value !== null && 'zone' in value && 'issuerName' in value

/** The organisation as last seen on this device, by the wallet or by the verify page; null where it never was. Nothing in it is of a person. */
export const recallOrganisation = (): Organisation | null => {
  const known = recall(key)
  return isOrganisation(known) ? known : null
}

export const keepOrganisation = (organisation: Organisation): void => keep(key, organisation)
