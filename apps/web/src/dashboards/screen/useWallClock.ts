import { onScopeDispose, readonly, ref, type Ref } from 'vue'
import { serverNow } from '../../api/clock.ts'

/** The server's time, told anew as each of its seconds begins. */
export const useWallClock = (): Readonly<Ref<Date>> => {
  const now = ref(serverNow())
  let timer = 0
  const tick = () => {
    now.value = serverNow()
    timer = window.setTimeout(tick, 1000 - now.value.getMilliseconds())
  }
  tick()
  onScopeDispose(() => clearTimeout(timer))
  return readonly(now) as Readonly<Ref<Date>>
}
