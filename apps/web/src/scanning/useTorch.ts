import { computed, ref, watch, type ShallowRef } from 'vue'

type Lamp = MediaTrackConstraintSet & { readonly torch: boolean }

/** The light beside the camera, where there is one. */
export const useTorch = (stream: Readonly<ShallowRef<MediaStream | null>>) => {
  const isLit = ref(false)
  const track = computed(() => stream.value?.getVideoTracks()[0])
  // Not every browser tells what a camera can do.
  const isSupported = computed(() => {
    const can = track.value && 'getCapabilities' in track.value ? track.value.getCapabilities() : {}
    return 'torch' in can && can.torch === true
  })
  const toggle = async () => {
    const lamp: Lamp = { torch: !isLit.value }
    try {
      await track.value?.applyConstraints({ advanced: [lamp] })
      isLit.value = lamp.torch
    } catch {
      // It said it had one: then it stays as it is.
    }
  }
  // The light goes out with the picture.
  watch(stream, () => void (isLit.value = false))
  return { isSupported, isLit, toggle }
}
