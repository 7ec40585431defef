import type { UnitRef } from '@wallet/shared/people/person'
import { ref, shallowRef, watch } from 'vue'
import { api, OfflineError, ProblemError } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'
import { chosenUnit, forgetDashboard, keepDashboard, recallDashboard, type Looked } from './keptDashboard.ts'

const isForbidden = (thrown: unknown) => thrown instanceof ProblemError && thrown.problem.code === 'forbidden'

/** The unit that the address names, or the one chosen last, or the first that one may look at; without a network as it was seen last, and `asOf` says when. */
export const useDashboard = (unitId: () => number | null) => {
  const units = shallowRef<readonly UnitRef[]>([])
  const asOf = ref<string | null>(null)
  const look = async (id: number): Promise<Looked> => {
    const overview = await api.dashboards.unit({ params: { unitId: id } })
    const team = overview.below.length === 0 ? await api.dashboards.team({ params: { unitId: id } }) : null
    return { overview, team }
  }
  const askUnits = async () => (units.value = (await api.dashboards.units()).units)
  /** Where the address names a unit, nobody waits for the others. */
  const ask = async (asked: number | null): Promise<Looked | 'none'> => {
    if (asked !== null) return (await Promise.all([look(asked), askUnits()]))[0]
    const [first] = await askUnits()
    return first ? look(first.id) : 'none'
  }
  /** Whoever no longer leads the unit that they chose once is shown their first. */
  const askOrFirst = async (asked: number | null) => {
    try {
      return { asked, looked: await ask(asked) }
    } catch (thrown) {
      if (!isForbidden(thrown)) throw thrown
      forgetDashboard()
      if (asked === unitId()) throw thrown
      return { asked: null, looked: await ask(null) }
    }
  }
  const load = useLoad(async () => {
    const chosen = unitId() ?? chosenUnit()
    try {
      const { asked, looked } = await askOrFirst(chosen)
      if (looked !== 'none') keepDashboard(asked, looked)
      asOf.value = null
      return looked
    } catch (thrown) {
      const kept = thrown instanceof OfflineError ? recallDashboard(chosen) : null
      if (!kept) throw thrown
      asOf.value = kept.at
      return kept.looked
    }
  })
  watch(unitId, () => {
    // Another unit's figures would be taken for this one's.
    load.data.value = null
    void load.reload()
  })
  return { ...load, units, asOf }
}
