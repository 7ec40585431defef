import { computed, onScopeDispose, ref } from 'vue'

const leastWidth = 960

/** Pixels of a unit, as `--u` in wall.css has it; and whether a wall has room here at all. */
export const useWallUnit = () => {
  const look = () => ({ width: innerWidth, height: innerHeight })
  const size = ref(look())
  const measure = () => void (size.value = look())
  addEventListener('resize', measure)
  onScopeDispose(() => removeEventListener('resize', measure))
  return { u: computed(() => Math.min(size.value.width / 1920, size.value.height / 1080)), hasRoom: computed(() => size.value.width >= leastWidth) }
}
