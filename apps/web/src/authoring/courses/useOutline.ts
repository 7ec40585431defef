import { computed, nextTick, shallowRef, type Ref } from 'vue'
import { useWords } from '../../i18n/index.ts'
import { announce } from '../../ui/announce.ts'
import { moved } from '../moved.ts'
import type { ChapterDraft } from './courseWriting.ts'
import { blankChapter, blankLesson, withLesson, withLessonMoved, withoutLesson } from './outline.ts'

/** What can be done to chapters and lessons. What was taken out last can be put back. */
export const useOutline = (chapters: Ref<ChapterDraft[]>) => {
  const { t } = useWords()
  const removed = shallowRef<{ readonly title: string; readonly before: ChapterDraft[] } | null>(null)
  const set = (now: readonly ChapterDraft[]) => {
    chapters.value = [...now]
    removed.value = null
  }
  const take = (title: string, now: readonly ChapterDraft[]) => {
    const before = chapters.value
    set(now)
    removed.value = { title: title || t('authoring.untitled'), before }
  }
  const undo = () => removed.value && set(removed.value.before)
  return {
    removed: computed(() => removed.value?.title ?? null),
    undo,
    addChapter: () => set([...chapters.value, blankChapter()]),
    addLesson: (at: number) => {
      set(withLesson(chapters.value, at, blankLesson()))
      return nextTick()
    },
    moveChapter: (at: number, by: 1 | -1) => {
      const title = chapters.value[at]?.title || t('authoring.untitled')
      set(moved(chapters.value, at, by))
      announce(t('authoring.movedTo', { title, place: at + by + 1, total: chapters.value.length }))
    },
    moveLesson: (at: number, no: number, by: 1 | -1) => {
      const title = chapters.value[at]?.lessons[no]?.title || t('authoring.untitled')
      set(withLessonMoved(chapters.value, at, no, by))
      announce(t('courseEditor.lessonMoved', { title }))
    },
    removeChapter: (at: number) =>
      take(
        chapters.value[at]?.title ?? '',
        chapters.value.filter((_, place) => place !== at),
      ),
    removeLesson: (at: number, no: number) => take(chapters.value[at]?.lessons[no]?.title ?? '', withoutLesson(chapters.value, at, no)),
  }
}
