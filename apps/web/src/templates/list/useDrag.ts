import { onScopeDispose, readonly, ref, type Ref } from 'vue'
import { placeOf } from './arranged.ts'

interface Drag {
  readonly list: Readonly<Ref<HTMLElement | null>>
  /** Shows a thing at another place meanwhile. */
  readonly show: (from: number, to: number) => void
  readonly drop: () => void
}

/** A thing of a list is taken by its handle and put down elsewhere, by finger or mouse. */
export const useDrag = ({ list, show, drop }: Drag) => {
  const held = ref<number | null>(null)
  let under = new AbortController()
  onScopeDispose(() => under.abort())
  const middles = () => [...(list.value?.children ?? [])].map(each => each.getBoundingClientRect()).map(({ top, height }) => top + height / 2)

  const follow = ({ clientY }: PointerEvent) => {
    if (held.value === null) return
    const to = placeOf(middles(), clientY, held.value)
    if (to === held.value) return
    show(held.value, to)
    held.value = to
  }
  const take = (event: PointerEvent, at: number) => {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return
    event.preventDefault()
    event.currentTarget.focus()
    held.value = at
    const mine = (under = new AbortController())
    const put = () => {
      mine.abort()
      held.value = null
      drop()
    }
    addEventListener('pointermove', follow, mine)
    for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, put, mine)
  }
  return { held: readonly(held), take }
}
