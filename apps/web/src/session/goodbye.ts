import { keep, recall } from './memory.ts'

// Who signs out without a network has done so: the server is told as soon as it can be reached, by whichever page is open then.

const key = 'signOutUnsaid'
const everyMs = 15_000

export const isGoodbyeUnsaid = (): boolean => recall(key) === true
export const setGoodbyeUnsaid = (isUnsaid: boolean): void => keep(key, isUnsaid)

/** Tells the server, once it can be reached, that this device's session has ended. */
export const sayGoodbye = async (): Promise<void> => {
  if (!isGoodbyeUnsaid()) return
  try {
    const { ok } = await fetch('/api/session', { method: 'DELETE', credentials: 'same-origin', keepalive: true })
    if (ok) setGoodbyeUnsaid(false)
  } catch {
    // Still no network.
  }
}

/** Goes on trying while it has not been said. */
export const keepSayingGoodbye = (): void => {
  const again = () => void sayGoodbye()
  again()
  addEventListener('online', again)
  setInterval(again, everyMs)
}
