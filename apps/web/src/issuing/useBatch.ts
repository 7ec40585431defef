import type { Batch, BatchProgress, BatchRow, BatchSettings, WholeBatch } from '@wallet/shared/issuing/batch'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'
import { useSend } from '../ui/useSend.ts'

const isMoving = ({ state, pictures, counts }: Batch) => ['running', 'paused', 'failed'].includes(state) || (state === 'done' && pictures < counts.issued)

/** A batch as it goes on: followed as long as something changes, and steered. */
export const useBatch = (id: number) => {
  const { data: batch, state, trouble: loadTrouble, reload } = useLoad(() => api.batches.get({ params: { id } }))
  const latest = shallowRef<readonly BatchRow[]>([])
  const { isBusy, trouble, send } = useSend()
  let events: EventSource | null = null
  const stop = () => {
    events?.close()
    events = null
  }
  const follow = () => {
    if (events) return
    events = new EventSource(`/api/batches/${id}/events`)
    events.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      const { latest: rows, ...now } = JSON.parse(data) as BatchProgress
      latest.value = rows
      if (batch.value) batch.value = { ...batch.value, ...now }
    })
  }
  watch(batch, now => (now && isMoving(now) ? follow() : stop()))
  onScopeDispose(stop)
  const steer = (work: () => Promise<WholeBatch>) => async () => {
    const now = await send(work)
    if (now) batch.value = now
    return now
  }
  const params = { params: { id } }
  /** Issues what is on the screen; what somebody else has changed meanwhile is shown first. */
  const confirm = async (namesChecked: boolean) => {
    const judgedAt = batch.value?.judgedAt ?? undefined
    const now = await steer(() => api.batches.confirm({ ...params, body: { namesChecked, ...(judgedAt && { judgedAt }) } }))()
    if (!now) batch.value = await api.batches.get(params).catch(() => batch.value)
    return now
  }
  return {
    ...{ batch, latest, state, loadTrouble, reload, isBusy, trouble },
    confirm,
    pause: steer(() => api.batches.pause(params)),
    resume: steer(() => api.batches.resume(params)),
    cancel: steer(() => api.batches.cancel(params)),
    settle: (body: BatchSettings) => steer(() => api.batches.settle({ ...params, body }))(),
  }
}
