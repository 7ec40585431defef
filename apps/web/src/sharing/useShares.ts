import type { ShareOrder } from '@wallet/shared/sharing/share'
import { ref } from 'vue'
import { api } from '../api/api.ts'
import type { WordKey } from '../i18n/index.ts'
import { troubleOf, useLoad } from '../ui/useLoad.ts'
import { rememberLink } from './knownLinks.ts'

/** A certificate and the links to it: make one, take one back. */
export const useShares = (certificateNo: string) => {
  const params = { certificateNo }
  const load = useLoad(async () => {
    const [certificate, { items }] = await Promise.all([api.certificates.get({ params }), api.sharing.list({ params })])
    return { certificate, shares: items }
  })
  const isBusy = ref(false)
  const refusal = ref<WordKey | null>(null)
  /** Answers whether it worked; `refusal` says why not. */
  const attempt = async (work: () => Promise<unknown>) => {
    isBusy.value = true
    refusal.value = null
    try {
      await work()
    } catch (thrown) {
      const { code, words } = troubleOf(thrown)
      refusal.value = code === 'offline' ? 'state.offlineWrite' : words
      return false
    } finally {
      isBusy.value = false
    }
    await load.reload()
    return true
  }
  const make = async (order: ShareOrder) => {
    let made = ''
    const done = await attempt(async () => {
      const { tokenHash, url } = await api.sharing.create({ params, body: order })
      rememberLink(tokenHash, url)
      made = tokenHash
    })
    return done ? made : null
  }
  const withdraw = (tokenHash: string) => attempt(() => api.sharing.withdraw({ params: { ...params, token: tokenHash } }))
  return { ...load, isBusy, refusal, make, withdraw }
}
