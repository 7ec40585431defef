import type { PersonBehind, ReminderResult } from '@wallet/shared/dashboards/people'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../../api/api.ts'
import { troubleOf, type Trouble } from '../../ui/useLoad.ts'

/** So many certificates at a time. */
export const mostReminded = 500

/** Whether a row can be reminded of: a certificate that is missing, or ends soon and is not being renewed. */
export const isRemindable = ({ templateId, state, isRenewing }: PersonBehind): boolean =>
  templateId !== null && !isRenewing && (state === 'missing' || state === 'expiring')

/** Chooses rows, and reminds those people. */
export const useReminding = (unitId: number, rows: () => readonly PersonBehind[]) => {
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  const result = shallowRef<ReminderResult | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const isBusy = ref(false)
  const remindable = computed(() => rows().filter(isRemindable))
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
  return { chosen, picked, people, remindable, isAll, isBusy, result, trouble, choose, toggle, toggleAll, remind }
}
