import { readonly, ref, shallowRef, watch } from 'vue'
import { useWords } from '../i18n/index.ts'
import { announce } from '../ui/announce.ts'
import { troubleOf } from '../ui/useLoad.ts'
import { moved } from './moved.ts'

/** As much of a row as is said when it is moved. */
interface Ordered {
  readonly id: number
  readonly title: string
}

/** The order of a list, changed step by step and sent at each; the last word counts. Where it is refused, the list is as it was sent last. */
export const useOrder = <Row extends Ordered>(rows: () => readonly Row[], send: (ids: readonly number[]) => Promise<unknown>) => {
  const { t } = useWords()
  const ordered = shallowRef<readonly Row[]>(rows())
  const isOrdering = ref(false)
  let sent = ordered.value
  let queue: Promise<void> = Promise.resolve()
  watch(rows, now => (ordered.value = sent = now))

  const tell = async (now: readonly Row[]) => {
    if (now !== ordered.value) return
    try {
      await send(now.map(({ id }) => id))
      sent = now
    } catch (thrown) {
      ordered.value = sent
      announce(t(troubleOf(thrown).words))
    }
  }
  const move = (at: number, by: 1 | -1) => {
    const row = ordered.value[at]
    const now = moved(ordered.value, at, by)
    if (!row || now === ordered.value) return
    ordered.value = now
    announce(t('authoring.movedTo', { title: row.title, place: at + by + 1, total: now.length }))
    queue = queue.then(() => tell(now))
  }
  return { ordered: readonly(ordered), isOrdering, move }
}
