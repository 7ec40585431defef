import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'

/** Whether the element of this selector lies in what is seen of the page, above the bars at its end. Looked for anew whenever `changed` does. */
export const useInSight = (within: Readonly<Ref<HTMLElement | null>>, selector: string, changed: () => unknown): Readonly<Ref<boolean>> => {
  const isInSight = ref(true)
  let observer: IntersectionObserver | null = null
  const look = () => {
    observer?.disconnect()
    const found = within.value?.querySelector(selector)
    if (!found) return void (isInSight.value = false)
    observer ??= new IntersectionObserver(entries => (isInSight.value = entries.at(-1)?.isIntersecting ?? false), { rootMargin: '0px 0px -120px 0px' })
    observer.observe(found)
  }
  onMounted(look)
  watch(changed, look, { flush: 'post' })
  onBeforeUnmount(() => observer?.disconnect())
  return isInSight
}
