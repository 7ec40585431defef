import { urlOf } from '@wallet/shared/contract/client'
import type { FeedEntry } from '@wallet/shared/dashboards/feed'
import { onScopeDispose, readonly, ref } from 'vue'
import { routes } from 'virtual:routes/others'
import { serverNow } from '../../api/clock.ts'

/** Milliseconds to a new try where the browser has given up: an answer that is no line of news. */
const againMs = 5_000
const addressOf = (unitId: number) => urlOf(routes['dashboards']?.['feed']?.path ?? '', { unitId }, { names: 'masked' })

/** The line on which certificates are told of as they are issued. The browser takes it up again by itself where it breaks. */
export const useFeedLine = (onIssued: (entry: FeedEntry) => void) => {
  const lostAt = ref<Date | null>(null)
  let openSince: Date | null = null
  let line: EventSource | null = null
  let timer = 0

  const open = (unitId: number) => {
    close()
    lostAt.value ??= serverNow()
    const source = new EventSource(addressOf(unitId))
    source.addEventListener('open', () => {
      lostAt.value = null
      openSince = serverNow()
    })
    source.addEventListener('error', () => {
      lostAt.value ??= serverNow()
      openSince = null
      if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(open, againMs * (1 + Math.random()), unitId)
    })
    source.addEventListener('issued', ({ data }) => onIssued(JSON.parse(String(data)) as FeedEntry))
    line = source
  }
  const close = () => {
    clearTimeout(timer)
    line?.close()
    line = null
    openSince = null
  }
  onScopeDispose(close)
  return { open, close, lostAt: readonly(lostAt), openSince: () => openSince }
}
