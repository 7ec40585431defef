import type { BadgePreview } from '@wallet/shared/badges/authoring'
import { ref, shallowRef, watch } from 'vue'
import { api } from '../../api/api.ts'
import { usePause } from '../../ui/usePause.ts'
import { writtenRule, type BadgeDraft } from './badgeWriting.ts'
import { isWhole } from './ruleForm.ts'

const pauseMs = 400

/** Whom a rule would give its badge today, asked while it is written. `unknown`: it is not whole, or the server cannot say. */
export const usePreviewCount = (draft: () => BadgeDraft) => {
  const seen = shallowRef<BadgePreview | null>(null)
  const state = ref<'counting' | 'counted' | 'unknown'>('counting')
  const { after } = usePause()
  let turn = 0
  const ask = async () => {
    const mine = ++turn
    const { category } = draft()
    try {
      const found = await api.badgeAuthoring.preview({ body: { category, rule: writtenRule(draft()) } })
      if (mine !== turn) return
      seen.value = found
      state.value = 'counted'
    } catch {
      if (mine === turn) state.value = 'unknown'
    }
  }
  watch(
    () => JSON.stringify([draft().category, writtenRule(draft())]),
    () => {
      turn += 1
      state.value = isWhole(writtenRule(draft())) ? 'counting' : 'unknown'
      if (state.value === 'counting') after(pauseMs, () => void ask())
    },
    { immediate: true },
  )
  return { seen, state }
}
