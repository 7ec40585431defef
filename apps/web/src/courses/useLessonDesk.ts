import type { LessonView, Reported } from '@wallet/shared/courses/learning'
import { computed, readonly, ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { useBadgeMoments } from '../badges/moments.ts'
import { useWords } from '../i18n/index.ts'
import { announce } from '../ui/announce.ts'
import { troubleOf } from '../ui/useLoad.ts'
import { isMoment, useMoment } from './moment.ts'
import { isSeen } from './pending.ts'
import { useStudy } from './useStudy.ts'

/** What one does with a lesson that lies open: be through with it, go on, come to the end of the course. */
export const useLessonDesk = (lesson: LessonView) => {
  const { t } = useWords()
  const router = useRouter()
  const moment = useMoment()
  const moments = useBadgeMoments()
  const isVideo = lesson.kind === 'video'
  const progress = shallowRef(lesson.progress)
  const isDone = computed(() => Boolean(progress.value?.completedAt))
  const from = isDone.value ? 0 : (lesson.progress?.position ?? 0)
  const seen = { position: lesson.progress?.position ?? 0, duration: 0 }

  const told = (reported: Reported) => {
    progress.value = reported.lesson
    if (isMoment(reported)) {
      moment.witness(lesson.course.id, reported.earned)
      return void router.replace({ name: 'courseDone', params: { id: lesson.course.id } })
    }
    moments.celebrate(reported.earned.badges)
  }
  const { savedAt, isWaiting, complete } = useStudy(lesson.id, { reached: () => (isVideo ? seen : { position: 0, duration: 0 }), told })

  let wasWatched = isDone.value
  const look = (position: number, duration: number) => {
    Object.assign(seen, { position: Math.max(seen.position, position), duration })
    if (wasWatched || !isSeen(seen)) return
    wasWatched = true
    void complete().catch(() => {})
  }
  const go = (id: number) => void router.replace({ name: 'lesson', params: { id } })
  /** Whoever goes on is through with what can be read; of a video, how far it was seen decides. */
  const next = (id: number) => {
    if (!isVideo && !isDone.value) void complete().catch(() => {})
    go(id)
  }
  const isBusy = ref(false)
  const toCourse = () => router.replace({ name: 'course', params: { id: lesson.course.id } })
  const finish = async () => {
    if (isVideo || isDone.value) return void toCourse()
    isBusy.value = true
    try {
      const reported = await complete()
      if (reported && !isMoment(reported)) await toCourse()
    } catch (thrown) {
      announce(t(troubleOf(thrown).words))
    } finally {
      isBusy.value = false
    }
  }
  return { isDone, from, savedAt, isWaiting, isBusy: readonly(isBusy), look, go, next, finish }
}
