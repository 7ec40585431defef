import type { Template } from '@wallet/shared/templates/template'
import type { Reason } from '@wallet/shared/problem'
import { ref, shallowRef } from 'vue'
import { api, ProblemError } from '../../api/api.ts'
import { useWords } from '../../i18n/index.ts'
import { announce } from '../../ui/announce.ts'
import { troubleOf, type Trouble } from '../../ui/useLoad.ts'
import type { Written } from './useTemplate.ts'

/** Saves what is written as the next version. Where somebody else was faster, their version is fetched and one of the two has to give way. */
export const useSaving = ({ stored, draft, base, take }: Written) => {
  const { t } = useWords()
  const isBusy = ref(false)
  const refusal = shallowRef<Trouble | null>(null)
  const reasons = shallowRef<readonly Reason[]>([])
  /** What somebody else has saved meanwhile. */
  const theirs = shallowRef<Template | null>(null)

  const write = (): Promise<Template> =>
    stored.value
      ? api.templates.update({ params: { id: stored.value.id }, body: { ...draft.value, ...(base.value && { version: base.value }) } })
      : api.templates.create({ body: draft.value })
  const explain = async (thrown: unknown) => {
    refusal.value = troubleOf(thrown)
    reasons.value = thrown instanceof ProblemError ? (thrown.problem.errors ?? []) : []
    if (refusal.value.code === 'template_changed' && stored.value) theirs.value = await api.templates.get({ params: { id: stored.value.id } })
  }
  const save = async (): Promise<Template | null> => {
    if (isBusy.value) return null
    isBusy.value = true
    refusal.value = null
    reasons.value = []
    try {
      const now = await write()
      take(now)
      announce(t('templates.saved', { version: now.version }))
      return now
    } catch (thrown) {
      await explain(thrown).catch(() => (refusal.value = troubleOf(thrown)))
      return null
    } finally {
      isBusy.value = false
    }
  }
  /** Mine over theirs: theirs stays among the versions. */
  const saveOver = () => {
    if (!theirs.value) return Promise.resolve(null)
    stored.value = theirs.value
    base.value = theirs.value.version
    theirs.value = null
    return save()
  }
  const takeTheirs = () => {
    if (theirs.value) take(theirs.value)
    theirs.value = null
    refusal.value = null
  }
  return { isBusy, refusal, reasons, theirs, save, saveOver, takeTheirs }
}
