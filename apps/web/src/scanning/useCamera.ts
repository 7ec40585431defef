import { onScopeDispose, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { nextState, troubleOf, type CameraEvent, type CameraState } from './cameraState.ts'
import { browserWorld, type CameraWorld } from './cameraWorld.ts'

/**
 * The phone's camera. It is opened when somebody wants it, or was allowed before; it is let go when the page cannot be seen,
 * and taken up again on return.
 */
export const useCamera = (world: CameraWorld = browserWorld()) => {
  const state = ref<CameraState>('resting')
  const stream = shallowRef<MediaStream | null>(null)

  const letGo = () => {
    stream.value?.getTracks().forEach(track => track.stop())
    stream.value = null
  }
  const happen = (event: CameraEvent) => {
    const before = state.value
    state.value = nextState(before, event)
    if (state.value === before) return
    if (state.value === 'starting') void open()
    else if (state.value !== 'looking') letGo()
  }
  let attempt = 0
  const open = async () => {
    const mine = ++attempt
    try {
      if (!world.isSecure) return happen('insecure')
      const opened = await world.open()
      if (mine === attempt && state.value === 'starting') return show(opened)
      opened.getTracks().forEach(track => track.stop())
    } catch (thrown) {
      if (mine === attempt) happen(troubleOf(thrown))
    }
  }
  const show = (opened: MediaStream) => {
    stream.value = opened
    opened.getVideoTracks()[0]?.addEventListener('ended', () => stream.value === opened && happen('lost'))
    happen('opened')
  }

  const turned = () => happen(world.page.hidden ? 'hidden' : 'shown')
  world.page.addEventListener('visibilitychange', turned)
  let permission: PermissionStatus | null = null
  const allowed = () => {
    if (permission?.state === 'denied') happen('denied')
    if (permission?.state === 'granted' && state.value === 'denied') happen('start')
  }
  let isOver = false
  const beginIfAllowed = async () => {
    permission = await world.permission()
    if (isOver) return
    permission?.addEventListener('change', allowed)
    if (permission?.state === 'granted') happen('start')
  }
  void beginIfAllowed()
  onScopeDispose(() => {
    isOver = true
    attempt++
    state.value = 'resting'
    letGo()
    world.page.removeEventListener('visibilitychange', turned)
    permission?.removeEventListener('change', allowed)
  })
  return { state: readonly(state), stream: shallowReadonly(stream), start: () => happen('start') }
}
