import { isoDayIn } from '@wallet/shared/certificates/validity'
import type { PersonBehind, ReminderResult } from '@wallet/shared/dashboards/people'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../api/api.ts'
import { serverNow } from '../../api/clock.ts'
import { useSession } from '../../session/session.ts'
import { troubleOf, type Trouble } from '../../ui/useLoad.ts'
import { useZone } from '../../ui/zone.ts'
import { isRemindable } from './askedFor.ts'

/** So many certificates at a time. */
export const mostReminded = 500

/** Chooses among the rows that can be reminded of, and reminds those people. */
export const useReminding = (unitId: number, rows: () => readonly PersonBehind[]) => {
  const zone = useZone()
  const session = useSession()
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  const result = shallowRef<ReminderResult | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const isBusy = ref(false)
  const remindable = computed(() => {
    const [today, me] = [isoDayIn(serverNow(), zone.value), session.me?.employeeNo ?? null]
    return rows().filter(row => isRemindable(row, { today, me }))
  })
  const remindableKeys = computed(() => new Set(remindable.value.map(({ key }) => key)))
  /** Whether this row is chosen; null where it cannot be. */
  const isChosen = ({ key }: PersonBehind) => (remindableKeys.value.has(key) ? chosen.value.has(key) : null)
  const picked = computed(() => remindable.value.filter(({ key }) => chosen.value.has(key)))
  const people = computed(() => new Set(picked.value.map(({ employeeNo }) => employeeNo)).size)
  const isAll = computed(() => picked.value.length > 0 && picked.value.length === Math.min(mostReminded, remindable.value.length))

  const choose = (keys: Iterable<string>) => {
    chosen.value = new Set(keys)
    result.value = trouble.value = null
  }
  const toggle = (key: string) => {
    const next = new Set(chosen.value)
    if (!next.delete(key) && next.size < mostReminded) next.add(key)
    choose(next)
  }
  const toggleAll = () => choose(isAll.value ? [] : remindable.value.slice(0, mostReminded).map(({ key }) => key))
  /** Answers whether they were reminded. */
  const remind = async (): Promise<boolean> => {
    const items = picked.value.flatMap(({ employeeNo, templateId }) => (templateId === null ? [] : [{ employeeNo, templateId }]))
    isBusy.value = true
    try {
      const told = await api.dashboards.remind({ params: { unitId }, body: { items } })
      choose([])
      result.value = told
      return true
    } catch (thrown) {
      trouble.value = troubleOf(thrown)
      return false
    } finally {
      isBusy.value = false
    }
  }
  return { isChosen, picked, people, remindable, isAll, isBusy, result, trouble, choose, toggle, toggleAll, remind }
}
