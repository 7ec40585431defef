import type { OptionKey } from '@wallet/shared/exams/option'
import type { EndedAttempt, RunningAttempt } from '@wallet/shared/exams/shownAttempt'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { api } from '../api/api.ts'
import { useWords } from '../i18n/index.ts'
import { announce } from '../ui/announce.ts'
import { troubleOf, type Trouble } from '../ui/useLoad.ts'
import { answersOf, answerTo, pick, standingOf } from './answers.ts'
import { unsentAnswers } from './keptPapers.ts'
import { useAutosave } from './useAutosave.ts'
import { useCountdown } from './useCountdown.ts'

interface Ends {
  /** It was submitted. */
  readonly ended: (result: EndedAttempt) => void
  /** It is over, and the server has the result. */
  readonly over: () => Promise<void>
}

/** An attempt under way: the question one is at, what has been answered, the time that is left, and the end. */
export const useSitting = (attempt: RunningAttempt, { ended, over }: Ends) => {
  const { t } = useWords()
  const { questions } = attempt
  const answers = shallowRef(answersOf(attempt.answers, unsentAnswers(attempt.id)))
  const at = ref(Math.max(0, (standingOf(questions, answers.value).unanswered[0] ?? 1) - 1))
  const savedAt = ref(attempt.savedAt)
  const isSubmitting = ref(false)
  const isTimeUp = ref(false)
  const trouble = shallowRef<Trouble | null>(null)

  const question = computed(() => questions[at.value] ?? questions[0])
  const answer = computed(() => answerTo(answers.value, question.value?.id ?? 0))
  const standing = computed(() => standingOf(questions, answers.value))

  const callTime = async () => {
    isTimeUp.value = true
    await over()
  }
  const countdown = useCountdown(attempt.secondsLeft, {
    over: () => void submit(),
    speak: n => announce(t('sitting.minutesLeft', { n })),
  })
  const autosave = useAutosave(attempt.id, () => [...answers.value.values()], {
    saved: saved => {
      savedAt.value = saved.savedAt
      countdown.set(saved.secondsLeft)
    },
    over: () => void callTime(),
  })

  const change = (changed: ReturnType<typeof answerTo>) => {
    answers.value = new Map([...answers.value, [changed.questionId, changed]])
    autosave.note(changed)
  }
  const choose = (letter: OptionKey) => {
    if (question.value && !isTimeUp.value) change({ ...answer.value, picked: pick(question.value, answer.value.picked, letter) })
  }
  const flag = () => {
    if (!isTimeUp.value) change({ ...answer.value, isFlagged: !answer.value.isFlagged })
  }
  const goTo = (index: number) => {
    at.value = Math.min(questions.length - 1, Math.max(0, index))
    void autosave.flush()
  }
  /** What is still to be saved goes first. Where the server cannot be reached, everything stays as it is. */
  const submit = async () => {
    if (isSubmitting.value) return
    isSubmitting.value = true
    trouble.value = null
    try {
      isTimeUp.value ||= countdown.left.value === 0
      // Once the time is up, the server takes nothing more: the end is all there is to ask for.
      await (isTimeUp.value ? autosave.flush() : autosave.settle())
      ended(await api.exams.submit({ params: { id: attempt.id } }))
    } catch (thrown) {
      trouble.value = troubleOf(thrown)
    } finally {
      isSubmitting.value = false
    }
  }

  /** Another phone may have answered in the meantime, or ended it; and the clock of one that slept is behind. */
  const catchUp = async () => {
    const before = answers.value
    const now = await api.exams.attempt({ params: { id: attempt.id } })
    if (now.state === 'ended') return ended(now)
    // What was picked while it was on its way is newer than what it brings.
    if (answers.value === before) answers.value = answersOf(now.answers, autosave.unsent())
    countdown.set(now.secondsLeft)
  }
  const wake = () => {
    if (document.hidden) void autosave.flush()
    else if (isTimeUp.value) void submit()
    else void catchUp().catch(() => {})
  }
  document.addEventListener('visibilitychange', wake)
  addEventListener('online', wake)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', wake)
    removeEventListener('online', wake)
  })

  return {
    ...{ at, question, answer, answers, standing, savedAt, isSubmitting, isTimeUp, trouble },
    ...{ left: countdown.left, isShort: countdown.isShort, saveState: autosave.state },
    ...{ choose, flag, goTo, submit, settle: autosave.flush },
  }
}
