import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useSession } from '../session/session.ts'
import { untoldLessons } from './untold.ts'
import { useStudy } from './useStudy.ts'

/** What the phone keeps: as a browser has it, each key is a property. */
let phone: Record<string, string>
const aPhone = () =>
  Object.create({
    getItem: (key: string) => phone[key] ?? null,
    setItem: (key: string, value: string) => void (phone[key] = value),
    removeItem: (key: string) => Reflect.deleteProperty(phone, key),
  }) as typeof phone
const me = { employeeNo: 'KPL0004', role: 'employee', unit: {} }

beforeEach(() => {
  phone = aPhone()
  vi.useFakeTimers()
  const world = new EventTarget()
  vi.stubGlobal('localStorage', phone)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  for (const name of ['addEventListener', 'removeEventListener'] as const) vi.stubGlobal(name, world[name].bind(world))
  vi.stubGlobal('fetch', () => {
    throw new TypeError('no network')
  })
  setActivePinia(createPinia())
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const study = async () => {
  phone['mine.me'] = JSON.stringify(me)
  const session = useSession()
  await session.restore()
  const scope = effectScope()
  scope.run(() => useStudy(7, { reached: () => ({ position: 0, duration: 0 }), told: () => {} }))
  await vi.advanceTimersByTimeAsync(12_000)
  return { session, leavePage: () => scope.stop() }
}

describe('a lesson that is left without a network', () => {
  it('is told later', async () => {
    const { leavePage } = await study()
    leavePage()
    expect([untoldLessons(), phone['mine.untold']]).toEqual([[7], expect.stringContaining('"seconds":12')])
  })

  it('leaves nothing on the phone of somebody who has signed out', async () => {
    const { session, leavePage } = await study()
    await session.signOut()
    leavePage()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(Object.keys(phone).filter(key => key.startsWith('mine.'))).toEqual([])
  })
})
