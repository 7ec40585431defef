import type { Me } from '@wallet/shared/session/session'
import { mayCall, type Access } from '@wallet/shared/people/role'
import { defineStore } from 'pinia'
import { computed, readonly, shallowRef } from 'vue'
import { api, OfflineError, ProblemError } from '../api/api.ts'
import { forget, keep, recall } from './memory.ts'

/** Everything kept under this prefix belongs to the person who is signed in, and goes when they go. */
export const mine = 'mine.'
const meKey = `${mine}me`
/** Who signs out without a network has done so: the server is told as soon as it can be reached. */
const unsaidKey = 'signOutUnsaid'
const isMe = (value: unknown): value is Me => typeof value === 'object' && value !== null && 'employeeNo' in value && 'role' in value && 'unit' in value

/** Who is signed in. Without a network it is whoever was signed in last on this device: their wallet can still be shown. */
export const useSession = defineStore('session', () => {
  const me = shallowRef<Me | null>(null)
  let asked: Promise<void> | undefined

  const enter = (person: Me) => {
    me.value = person
    keep(meKey, person)
  }
  const leave = () => {
    me.value = null
    forget(mine)
  }

  const sayGoodbye = async () => {
    await api.session.signOut()
    keep(unsaidKey, null)
  }
  const ask = async () => {
    try {
      if (recall(unsaidKey) === true) return await sayGoodbye()
      enter(await api.session.me())
    } catch (thrown) {
      if (thrown instanceof ProblemError && thrown.problem.code === 'not_signed_in') return leave()
      if (!(thrown instanceof OfflineError) && !(thrown instanceof ProblemError)) throw thrown
      const known = recall(meKey)
      if (isMe(known) && recall(unsaidKey) !== true) me.value = known
    }
  }
  /** Asks the server once, at the first navigation. */
  const restore = () => (asked ??= ask())

  const signIn = async (account: string, password: string) => {
    const person = await api.session.signIn({ body: { account, password } })
    keep(unsaidKey, null) // the session that this browser came with has ended
    forget(mine)
    enter(person)
    return person
  }
  /** What this device kept goes at once, with or without a network. */
  const signOut = async () => {
    leave()
    keep(unsaidKey, true)
    try {
      await sayGoodbye()
    } catch (thrown) {
      if (!(thrown instanceof OfflineError) && !(thrown instanceof ProblemError)) throw thrown
    }
  }
  const signOutEverywhere = async () => {
    await api.session.signOutEverywhere()
    leave()
  }
  const may = (access: Access) => mayCall(me.value?.role ?? null, access)

  return { me: readonly(me), isSignedIn: computed(() => me.value !== null), restore, signIn, signOut, signOutEverywhere, leave, may }
})
