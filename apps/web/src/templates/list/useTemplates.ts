import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Template } from '@wallet/shared/templates/template'
import { computed, ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { api } from '../../api/api.ts'
import { useWords } from '../../i18n/index.ts'
import { announce } from '../../ui/announce.ts'
import { troubleOf, useLoad } from '../../ui/useLoad.ts'
import { useSend } from '../../ui/useSend.ts'
import { allTemplates } from '../../issuing/allTemplates.ts'

export type Use = 'inUse' | 'notInUse' | null

/** The templates and what is done to them from their list. */
export const useTemplates = () => {
  const { t } = useWords()
  const router = useRouter()
  const { data, state, trouble, reload } = useLoad(() => allTemplates())
  const type = ref<CertificateType | null>(null)
  const use = ref<Use>(null)
  const all = computed(() => data.value ?? [])
  const shown = computed(() =>
    all.value.filter(template => (!type.value || template.type === type.value) && (!use.value || template.isActive === (use.value === 'inUse'))),
  )
  const showAll = () => void (type.value = use.value = null)

  /** What was switched last can be switched back. */
  const switched = shallowRef<Template | null>(null)
  const { isBusy, send } = useSend()
  const replace = (now: Template) => (data.value = all.value.map(each => (each.id === now.id ? now : each)))
  const use_ = async ({ id }: Template, isActive: boolean) => {
    try {
      replace(await api.templates.use({ params: { id }, body: { isActive } }))
      return true
    } catch (thrown) {
      announce(t(troubleOf(thrown).words))
      return false
    }
  }
  const toggle = async (template: Template) => {
    if (await use_(template, !template.isActive)) switched.value = all.value.find(({ id }) => id === template.id) ?? null
  }
  const undo = async () => {
    const { value: template } = switched
    if (template && (await use_(template, !template.isActive))) switched.value = null
  }
  const duplicate = async ({ id }: Template) => {
    const copy = await send(() => api.templates.duplicate({ params: { id } }))
    if (copy) await router.push({ name: 'template', params: { id: copy.id } })
  }
  return { all, shown, type, use, showAll, state, trouble, reload, isBusy, switched, toggle, undo, duplicate }
}
