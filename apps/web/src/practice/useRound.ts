import type { EarnedBadge } from '@wallet/shared/badges/earned'
import type { OptionKey } from '@wallet/shared/exams/option'
import type { PracticeOutcome, PracticeRound, PracticeSummary } from '@wallet/shared/practice/shown'
import { computed, ref, shallowRef } from 'vue'
import { api } from '../api/api.ts'
import { troubleOf, type Trouble } from '../ui/useLoad.ts'

/** A round under way: the question one is at, what was picked, what came of it, and the end. */
export const useRound = (round: PracticeRound) => {
  const outcomes = shallowRef<ReadonlyMap<number, PracticeOutcome>>(new Map(round.outcomes.map(outcome => [outcome.questionId, outcome])))
  const firstOpen = round.questions.findIndex(({ id }) => !outcomes.value.has(id))
  const at = ref(Math.max(0, firstOpen))
  const picked = ref<readonly OptionKey[]>([])
  const isBusy = ref(false)
  const trouble = shallowRef<Trouble | null>(null)
  const badges = shallowRef<readonly EarnedBadge[]>([])
  const summary = shallowRef<PracticeSummary | null>(null)

  const question = computed(() => round.questions[at.value])
  const outcome = computed(() => (question.value && outcomes.value.get(question.value.id)) ?? null)
  const isLast = computed(() => at.value === round.questions.length - 1)

  const attempt = async (work: () => Promise<void>) => {
    if (isBusy.value) return
    isBusy.value = true
    trouble.value = null
    try {
      await work()
    } catch (thrown) {
      trouble.value = troubleOf(thrown)
    } finally {
      isBusy.value = false
    }
  }
  const answer = () =>
    attempt(async () => {
      if (!question.value) return
      const body = { questionId: question.value.id, picked: [...picked.value] }
      const told = await api.practice.answer({ params: { id: round.id }, body })
      outcomes.value = new Map([...outcomes.value, [body.questionId, told.outcome]])
      badges.value = [...badges.value, ...told.earned.badges]
    })
  /** Whoever leaves before the end finishes as well: what was answered counts. */
  const finish = () =>
    attempt(async () => {
      const told = await api.practice.finish({ params: { id: round.id } })
      badges.value = [...badges.value, ...told.earned.badges]
      summary.value = told
    })
  const next = () => {
    if (isLast.value) return finish()
    at.value += 1
    picked.value = []
    trouble.value = null
    return Promise.resolve()
  }
  if (round.isFinished) void finish()
  return { at, question, picked, outcome, isLast, isBusy, trouble, badges, summary, answer, next, finish }
}
