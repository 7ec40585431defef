import type { Organisation } from '@wallet/shared/operations/contract'
import { defineStore } from 'pinia'
import { computed, readonly, shallowRef } from 'vue'
import { api, OfflineError, ProblemError } from '../api/api.ts'
import { keep, recall } from './memory.ts'

const key = 'organisation'
const isOrganisation = (value: unknown): value is Organisation => typeof value === 'object' && value !== null && 'zone' in value && 'issuerName' in value

/** The organisation's name, zone and contact: as last seen on this device until the server has answered. */
export const useOrganisation = defineStore('organisation', () => {
  const known = recall(key)
  const organisation = shallowRef<Organisation | null>(isOrganisation(known) ? known : null)
  const fetchIt = async () => {
    try {
      organisation.value = await api.operations.organisation()
      keep(key, organisation.value)
    } catch (thrown) {
      if (!(thrown instanceof OfflineError) && !(thrown instanceof ProblemError)) throw thrown
    }
  }
  let asked: Promise<void> | undefined
  return { organisation: readonly(organisation), zone: computed(() => organisation.value?.zone ?? 'Asia/Shanghai'), load: () => (asked ??= fetchIt()) }
})
