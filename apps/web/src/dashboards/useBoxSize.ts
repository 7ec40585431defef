import { onMounted, onScopeDispose, ref, type Ref, type ShallowRef } from 'vue'

export interface BoxSize {
  readonly width: number
  readonly height: number
}

/** How large an element is, whenever that changes. */
export const useBoxSize = (box: Readonly<ShallowRef<HTMLElement | null>>): Readonly<Ref<BoxSize>> => {
  const size = ref<BoxSize>({ width: 0, height: 0 })
  const observer = new ResizeObserver(([entry]) => {
    if (entry) size.value = { width: entry.contentRect.width, height: entry.contentRect.height }
  })
  onMounted(() => box.value && observer.observe(box.value))
  onScopeDispose(() => observer.disconnect())
  return size
}
