import type { Template, TemplateDraft } from '@wallet/shared/templates/template'
import { computed, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import { api } from '../../api/api.ts'
import { troubleOf, type LoadState, type Trouble } from '../../ui/useLoad.ts'
import { usePause } from '../../ui/usePause.ts'
import { copyOf, isSame, openedDraft, type Beginning } from './draft.ts'
import { dropDraft, keepDraft, recallDraft, type Slot } from './kept.ts'

const pauseMs = 400

/** A template as the server keeps it and as it is being changed. What is not saved yet is kept on this device. */
export const useTemplate = (id: () => number | null, from: Beginning, begin: () => TemplateDraft) => {
  const slot = (): Slot => id() ?? `new.${from}`
  const stored = shallowRef<Template | null>(null)
  const draft = ref(begin()) as Ref<TemplateDraft>
  const state = ref<LoadState>('loading')
  const trouble = shallowRef<Trouble | null>(null)
  /** When what is shown was written, where it comes from this device. */
  const recalled = ref<string | null>(null)
  /** The version that is changed here. */
  const base = ref<number | null>(null)
  /** What is written as long as nothing is changed; drafts are copies of it. */
  const first = computed(() => (stored.value ? openedDraft(stored.value) : begin()))
  const isDirty = computed(() => !isSame(draft.value, first.value))

  /** Shows what the server has; what was written here goes. */
  const take = (now: Template | null) => {
    stored.value = now
    base.value = now?.version ?? null
    draft.value = copyOf(first.value)
    recalled.value = null
    dropDraft(slot())
  }
  const settle = (now: Template | null) => {
    const kept = recallDraft(slot())
    stored.value = now
    base.value = kept?.version ?? now?.version ?? null
    draft.value = kept?.draft ?? copyOf(first.value)
    recalled.value = kept && isDirty.value ? kept.at : null
  }
  const load = async () => {
    const asked = id()
    state.value = 'loading'
    try {
      settle(asked === null ? null : await api.templates.get({ params: { id: asked } }))
      state.value = 'ready'
    } catch (thrown) {
      trouble.value = troubleOf(thrown)
      state.value = trouble.value.code === 'offline' ? 'offline' : 'error'
    }
  }
  watch(id, now => (now === null || now !== stored.value?.id) && void load(), { immediate: true })

  const { after, drop } = usePause()
  const remember = () => (isDirty.value ? keepDraft(slot(), base.value, draft.value) : dropDraft(slot()))
  watch(draft, () => state.value === 'ready' && after(pauseMs, remember), { deep: true })
  /** Back to what is saved. */
  const discard = () => {
    drop()
    take(stored.value)
  }
  return { stored, draft, base, state: readonly(state), trouble, reload: load, recalled, isDirty, take, discard }
}
export type Written = ReturnType<typeof useTemplate>
