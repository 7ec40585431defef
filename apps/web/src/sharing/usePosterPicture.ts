import { onScopeDispose, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { makePicture, type Picture, type PosterOrder, type Step } from './makePicture.ts'

export interface ShownPicture extends Picture {
  readonly url: string
}

/** Makes one picture at a time, and lets go of it when the next one is made, when it is put away, and when the page is left. */
export const usePosterPicture = () => {
  const step = ref<Step | null>(null)
  const picture = shallowRef<ShownPicture | null>(null)
  const hasFailed = ref(false)
  let going: AbortController | null = null

  /** Nothing that was begun before arrives any more. */
  const cancel = () => {
    going?.abort()
    going = null
  }
  const putAway = () => {
    cancel()
    if (picture.value) URL.revokeObjectURL(picture.value.url)
    picture.value = null
    step.value = null
    hasFailed.value = false
  }
  const make = async (order: PosterOrder) => {
    putAway()
    const mine = (going = new AbortController())
    step.value = 'gathering'
    try {
      const made = await makePicture(order, now => void (step.value = now), mine.signal)
      if (!mine.signal.aborted) picture.value = { ...made, url: URL.createObjectURL(made.blob) }
    } catch {
      if (!mine.signal.aborted) hasFailed.value = true
    } finally {
      if (!mine.signal.aborted) step.value = null
    }
  }
  onScopeDispose(putAway)
  return { step: readonly(step), picture: shallowReadonly(picture), hasFailed: readonly(hasFailed), make, cancel, putAway }
}
