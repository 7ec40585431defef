import type { Organisation } from '@wallet/shared/operations/contract'
import { defineStore } from 'pinia'
import { computed, readonly, shallowRef } from 'vue'
import { api, OfflineError, ProblemError } from '../api/api.ts'
import { keepOrganisation, recallOrganisation } from './keptOrganisation.ts'

/** The organisation's name, zone and contact: as last seen on this device until the server has answered. */
export const useOrganisation = defineStore('organisation', () => {
  const organisation = shallowRef<Organisation | null>(recallOrganisation())
  const fetchIt = async () => {
    try {
      organisation.value = await api.operations.organisation()
      keepOrganisation(organisation.value)
    } catch (thrown) {
      if (!(thrown instanceof OfflineError) && !(thrown instanceof ProblemError)) throw thrown
    }
  }
  let asked: Promise<void> | undefined
  return { organisation: readonly(organisation), zone: computed(() => organisation.value?.zone ?? 'Asia/Shanghai'), load: () => (asked ??= fetchIt()) }
})
