import { onScopeDispose, watch, type Ref } from 'vue'

/** Calls when an element comes near the screen: the end of a list. */
export const useEndReached = (end: Readonly<Ref<HTMLElement | null>>, reached: () => void) => {
  const observer = new IntersectionObserver(entries => entries.some(({ isIntersecting }) => isIntersecting) && reached(), { rootMargin: '600px 0px' })
  watch(
    end,
    (now, before) => {
      if (before) observer.unobserve(before)
      if (now) observer.observe(now)
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => observer.disconnect())
}
