import { computed, onMounted, onScopeDispose, ref, type ShallowRef } from 'vue'

interface Size {
  readonly width: number
  readonly height: number
}
const margin = 16

/** How much smaller than itself a poster has to be shown, so that all of it stands on the stage. */
export const useStage = (stage: Readonly<ShallowRef<HTMLElement | null>>, size: () => Size) => {
  const room = ref<Size>({ width: 0, height: 0 })
  const observer = new ResizeObserver(([entry]) => {
    if (entry) room.value = { width: entry.contentRect.width, height: entry.contentRect.height }
  })
  onMounted(() => stage.value && observer.observe(stage.value))
  onScopeDispose(() => observer.disconnect())
  const scale = computed(() => {
    const { width, height } = size()
    return Math.max(0.1, Math.min(1, (room.value.width - 2 * margin) / width, (room.value.height - 2 * margin) / height))
  })
  return computed(() => ({
    frame: { width: `${size().width * scale.value}px`, height: `${size().height * scale.value}px` },
    fitted: { transform: `scale(${scale.value})` },
  }))
}
