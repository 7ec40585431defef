import type { Me } from '@wallet/shared/session/session'
import { mayCall, type Access } from '@wallet/shared/people/role'
import { defineStore } from 'pinia'
import { computed, readonly, shallowRef } from 'vue'
import { abandonRequests, api, OfflineError, ProblemError } from '../api/api.ts'
import { isGoodbyeUnsaid, sayGoodbye, setGoodbyeUnsaid } from './goodbye.ts'
import { forget, keep, recall } from './memory.ts'

/** Everything kept under this prefix belongs to the person who is signed in, and goes when they go. */
export const mine = 'mine.'
export const meKey = `${mine}me`
const isMe = (value: unknown): value is Me => typeof value === 'object' && value !== null && 'employeeNo' in value && 'role' in value && 'unit' in value

/** The employee number in what is kept of somebody, or null. */
export const whoIn = (kept: string | null): string | null => {
  const value: unknown = JSON.parse(kept ?? 'null')
  return isMe(value) ? value.employeeNo : null
}

/** Who is signed in. Without a network it is whoever was signed in last on this device: their wallet can still be shown. */
export const useSession = defineStore('session', () => {
  const me = shallowRef<Me | null>(null)
  let asked: Promise<void> | undefined

  const enter = (person: Me) => {
    me.value = person
    keep(meKey, person)
  }
  const leave = () => {
    // Where nobody was signed in, what is under way is of everyone.
    if (me.value) abandonRequests()
    me.value = null
    forget(mine)
  }

  const ask = async () => {
    try {
      await sayGoodbye()
      if (isGoodbyeUnsaid()) return
      const person = await api.session.me()
      // Somebody else may have signed in by way of another site, which tells this page nothing.
      if (whoIn(JSON.stringify(recall(meKey))) !== person.employeeNo) forget(mine)
      enter(person)
    } catch (thrown) {
      if (thrown instanceof ProblemError && thrown.problem.code === 'not_signed_in') return leave()
      if (!(thrown instanceof OfflineError) && !(thrown instanceof ProblemError)) throw thrown
      const known = recall(meKey)
      if (isMe(known)) me.value = known
    }
  }
  /** Asks the server once, at the first navigation. */
  const restore = () => (asked ??= ask())

  const signIn = async (account: string, password: string) => {
    const person = await api.session.signIn({ body: { account, password } })
    setGoodbyeUnsaid(false) // the session that this browser came with has ended
    forget(mine)
    enter(person)
    return person
  }
  /** What this device kept goes at once, with or without a network. */
  const signOut = async () => {
    leave()
    setGoodbyeUnsaid(true)
    await sayGoodbye()
  }
  const signOutEverywhere = async () => {
    await api.session.signOutEverywhere()
    leave()
  }
  /** Changes what people settle for themselves. */
  const change = async (settings: { readonly isOffBoards: boolean }) => enter(await api.session.updateMe({ body: settings }))
  const may = (access: Access) => mayCall(me.value?.role ?? null, access)

  return { me: readonly(me), isSignedIn: computed(() => me.value !== null), restore, signIn, signOut, signOutEverywhere, leave, change, may }
})
