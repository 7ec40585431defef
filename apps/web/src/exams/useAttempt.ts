import type { ShownAttempt } from '@wallet/shared/exams/shownAttempt'
import { api, OfflineError } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'
import { forgetPaper, keepPaper, keptPaper } from './keptPapers.ts'

const remembered = (attempt: ShownAttempt): ShownAttempt => {
  if (attempt.state === 'running') keepPaper(attempt)
  else forgetPaper(attempt.id)
  return attempt
}

/** An attempt, under way or ended; without a network the paper as it is kept on this device. */
export const useAttempt = (id: number) => {
  const fetchIt = async (): Promise<ShownAttempt> => {
    try {
      return remembered(await api.exams.attempt({ params: { id } }))
    } catch (thrown) {
      const kept = thrown instanceof OfflineError ? keptPaper(id) : null
      if (!kept) throw thrown
      return kept
    }
  }
  const { data, ...load } = useLoad(fetchIt)
  const show = (attempt: ShownAttempt) => void (data.value = remembered(attempt))
  return { data, ...load, show }
}
