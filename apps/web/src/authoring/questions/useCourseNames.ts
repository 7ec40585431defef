import { computed } from 'vue'
import { api } from '../../api/api.ts'
import { useWords } from '../../i18n/index.ts'
import { titleIn } from '../../i18n/titled.ts'
import { useLoad } from '../../ui/useLoad.ts'

/** The courses there are, to choose one that a question or an exam belongs to; `current` stays among them whatever became of it. */
export const useCourseNames = () => {
  const { t, locale } = useWords()
  const { data } = useLoad(() => api.courseAuthoring.list())
  const names = computed(() => (data.value?.items ?? []).map(course => ({ value: course.id as number | null, words: titleIn(locale.value, course) })))
  const withCurrent = (current: number | null) => {
    const isKnown = current === null || names.value.some(({ value }) => value === current)
    return isKnown ? names.value : [...names.value, { value: current, words: t('examEditor.otherCourse', { n: current }) }]
  }
  return { names, withCurrent }
}
