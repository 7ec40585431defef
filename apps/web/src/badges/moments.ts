import type { EarnedBadge } from '@wallet/shared/badges/earned'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Badges that were just earned and wait to be celebrated, wherever one is by then. */
export const useBadgeMoments = defineStore('badgeMoments', () => {
  const badges = shallowRef<readonly EarnedBadge[]>([])
  const celebrate = (earned: readonly EarnedBadge[]) => {
    if (earned.length > 0) badges.value = [...badges.value, ...earned]
  }
  return { badges, celebrate, over: () => void (badges.value = []) }
})
