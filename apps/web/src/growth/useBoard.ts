import { metrics, scopes, type Metric, type Scope } from '@wallet/shared/growth/leaderboard'
import { periodKinds, type PeriodKind } from '@wallet/shared/growth/period'
import { computed, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import { api } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'

/** What one looks at. */
export interface BoardChoice {
  readonly period: PeriodKind
  readonly metric: Metric
  readonly scope: Scope
  readonly back: number
}
const oneOf = <T extends string>(all: readonly [T, ...T[]], asked: unknown): T => all.find(one => one === asked) ?? all[0]
const backIn = (asked: LocationQueryValue | LocationQueryValue[] | undefined, kind: PeriodKind) =>
  kind !== 'all' && /^\d{1,2}$/.test(String(asked)) ? Math.min(12, Number(asked)) : 0

/** A leaderboard, as the address says; another choice is another address, so that going back and sharing work. */
export const useBoard = () => {
  const route = useRoute()
  const router = useRouter()
  const choice = computed((): BoardChoice => {
    const { period, metric, scope, back } = route.query
    const kind = oneOf(periodKinds, period)
    return { period: kind, metric: oneOf(metrics, metric), scope: oneOf(scopes, scope), back: backIn(back, kind) }
  })
  const load = useLoad(() => api.growth.leaderboard({ query: choice.value }))
  watch(choice, (now, before) => {
    if (route.name !== 'board' || JSON.stringify(now) === JSON.stringify(before)) return
    // Another board's rows would be taken for this one's.
    load.data.value = null
    void load.reload()
  })
  const choose = (changed: Partial<BoardChoice>) => {
    const { period, metric, scope, back } = { ...choice.value, ...(changed.period && { back: 0 }), ...changed }
    void router.replace({ name: 'board', query: { period, metric, scope, ...(back > 0 && { back: String(back) }) } })
  }
  return { ...load, choice, choose }
}
