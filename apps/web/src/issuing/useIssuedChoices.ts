import { shallowRef, watch, type Ref } from 'vue'
import { api } from '../api/api.ts'
import { troubleOf } from '../ui/useLoad.ts'
import { queryOf, type Narrowed } from './issued.ts'

type Choices = Awaited<ReturnType<typeof api.issuing.choices>>
type Count = Awaited<ReturnType<typeof api.issuing.count>>

/** What everything issued can be narrowed down to, and how much is left of it. Where either cannot be told, the list stands without it. */
export const useIssuedChoices = (filter: Ref<Narrowed>) => {
  const choices = shallowRef<Choices>({ templates: [], units: [] })
  const count = shallowRef<Count | null>(null)
  const choose = async () => {
    choices.value = await api.issuing.choices()
  }
  const recount = async (asked: Narrowed) => {
    count.value = null
    const found = await api.issuing.count({ query: queryOf(asked) })
    if (asked === filter.value) count.value = found
  }
  const untold = (thrown: unknown) => void troubleOf(thrown)
  choose().catch(untold)
  watch(filter, asked => void recount(asked).catch(untold), { immediate: true })
  return { choices, count }
}
