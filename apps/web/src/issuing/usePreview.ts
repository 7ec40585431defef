import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { onScopeDispose, ref } from 'vue'
import { drawn } from '../api/api.ts'
import type { WordKey } from '../i18n/index.ts'
import { troubleOf } from '../ui/useLoad.ts'

/** The picture that an order (or what else `ask` is about) would give, drawn by the server; nothing is issued. */
export const usePreview = <Body = IssueOrder>(ask: (body: Body) => Promise<Blob> = body => drawn('certificates', 'preview', body)) => {
  const url = ref('')
  const isBusy = ref(false)
  const trouble = ref<WordKey | null>(null)
  let turn = 0

  const show = (next: string) => {
    if (url.value) URL.revokeObjectURL(url.value)
    url.value = next
  }
  const draw = async (order: Body) => {
    const mine = ++turn
    isBusy.value = true
    try {
      const picture = await ask(order)
      if (mine !== turn) return
      show(URL.createObjectURL(picture))
      trouble.value = null
    } catch (thrown) {
      if (mine !== turn) return
      show('')
      trouble.value = troubleOf(thrown).words
    } finally {
      if (mine === turn) isBusy.value = false
    }
  }
  const forget = () => {
    turn++
    isBusy.value = false
    trouble.value = null
    show('')
  }
  onScopeDispose(forget)
  return { url, isBusy, trouble, draw, forget }
}
