import type { TemplateDraft } from '@wallet/shared/templates/template'
import { computed, ref, shallowRef, type Ref } from 'vue'
import { api } from '../../api/api.ts'
import { useSend } from '../../ui/useSend.ts'

/** By form or by HTML. From the form on one can go over to HTML, and back as long as the form is still known. */
export const useWay = (draft: Ref<TemplateDraft>) => {
  const isAsking = ref(false)
  const isGoingBack = ref(false)
  const left = shallowRef<TemplateDraft['form']>(null)
  const { isBusy, trouble, send } = useSend()
  const turnTo = (way: 'form' | 'html') => {
    if (way === 'html' && draft.value.form) isAsking.value = true
    if (way === 'form' && !draft.value.form && left.value) isGoingBack.value = true
  }
  const way = computed({ get: () => (draft.value.form ? 'form' : 'html'), set: turnTo })
  /** Goes over to HTML: what the form is composed to is what is written on. */
  const leaveForm = async () => {
    const { form, backgroundUrl, logoUrl, sealUrl } = draft.value
    if (!form) return
    const composed = await send(() => api.templates.compose({ body: { form, backgroundUrl, logoUrl, sealUrl } }))
    if (!composed) return
    left.value = form
    isAsking.value = false
    draft.value = { ...draft.value, ...composed, form: null }
  }
  /** Goes back to the form as it was left: what was written in HTML goes. */
  const backToForm = () => {
    isGoingBack.value = false
    draft.value = { ...draft.value, templateHtml: '', templateStyle: '', form: left.value }
  }
  const mayGoBack = computed(() => left.value !== null)
  const forget = () => (left.value = null)
  return { way, isAsking, isGoingBack, isBusy, trouble, leaveForm, backToForm, mayGoBack, forget }
}
