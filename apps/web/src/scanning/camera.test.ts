import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { nextState, troubleOf, type CameraEvent, type CameraState } from './cameraState.ts'
import type { CameraWorld } from './cameraWorld.ts'
import { useCamera } from './useCamera.ts'

describe('a camera', () => {
  it.each<[CameraState, CameraEvent, CameraState]>([
    ['resting', 'start', 'starting'],
    ['starting', 'opened', 'looking'],
    ['starting', 'denied', 'denied'],
    ['starting', 'missing', 'missing'],
    ['starting', 'busy', 'busy'],
    ['starting', 'insecure', 'insecure'],
    ['starting', 'hidden', 'away'],
    ['looking', 'hidden', 'away'],
    ['looking', 'lost', 'busy'],
    ['looking', 'denied', 'denied'],
    ['away', 'shown', 'starting'],
    ['denied', 'start', 'starting'],
    ['busy', 'start', 'starting'],
  ])('that is %s becomes, when %s, %s', (state, event, next) => expect(nextState(state, event)).toBe(next))
  it.each<[CameraState, CameraEvent]>([
    ['resting', 'hidden'],
    ['resting', 'shown'],
    ['resting', 'opened'],
    ['starting', 'start'],
    ['looking', 'start'],
    ['looking', 'busy'],
    ['away', 'opened'],
    ['away', 'denied'],
    ['away', 'start'],
    ['denied', 'hidden'],
    ['denied', 'shown'],
  ])('that is %s is not moved by %s', (state, event) => expect(nextState(state, event)).toBe(state))
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotSupportedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('refused with %s is %s', (name, trouble) => expect(troubleOf(new DOMException('', name))).toBe(trouble))
})

/** A phone with one camera: streams come when the test says so. */
const aPhone = (allowed: PermissionState | null = 'prompt') => {
  const page = Object.assign(new EventTarget(), { hidden: false })
  const permission = allowed && Object.assign(new EventTarget(), { state: allowed })
  const stopped: string[] = []
  const asked: { readonly give: () => MediaStream; readonly refuse: (name: string) => void }[] = []
  const aStream = (name: string) => {
    const track = Object.assign(new EventTarget(), { stop: () => void stopped.push(name) })
    return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream
  }
  const world: CameraWorld = {
    isSecure: true,
    open: () =>
      new Promise((resolve, reject) =>
        asked.push({
          give: () => {
            const stream = aStream(`stream ${asked.length}`)
            resolve(stream)
            return stream
          },
          refuse: name => reject(new DOMException('', name)),
        }),
      ),
    permission: async () => permission as PermissionStatus | null,
    page,
  }
  const scope = effectScope()
  const begin = (more: Partial<CameraWorld> = {}) => scope.run(() => useCamera({ ...world, ...more })) ?? expect.fail('no camera')
  const turn = (hidden: boolean) => {
    page.hidden = hidden
    page.dispatchEvent(new Event('visibilitychange'))
  }
  const change = (state: PermissionState) => {
    if (permission) permission.state = state
    permission?.dispatchEvent(new Event('change'))
  }
  return { begin, asked, stopped, turn, change, leave: () => scope.stop() }
}
const settled = () => vi.waitFor(() => nextTick())

describe('the camera of the page', () => {
  it('is not asked for before somebody wants it', async () => {
    for (const allowed of ['prompt', 'denied', null] as const) {
      const phone = aPhone(allowed)
      const { state } = phone.begin()
      await settled()
      expect([state.value, phone.asked.length]).toEqual(['resting', 0])
    }
  })
  it('starts by itself where it was allowed before', async () => {
    const phone = aPhone('granted')
    const { state } = phone.begin()
    await vi.waitFor(() => expect(state.value).toBe('starting'))
    phone.asked[0]?.give()
    await vi.waitFor(() => expect(state.value).toBe('looking'))
  })
  it('is let go when the page is hidden, and taken up again on return', async () => {
    const phone = aPhone()
    const { state, stream, start } = phone.begin()
    start()
    phone.asked[0]?.give()
    await vi.waitFor(() => expect(state.value).toBe('looking'))
    phone.turn(true)
    expect([state.value, stream.value, phone.stopped]).toEqual(['away', null, ['stream 1']])
    phone.turn(false)
    phone.asked[1]?.give()
    await vi.waitFor(() => expect(state.value).toBe('looking'))
  })
  it('that comes too late is let go at once: after the page was hidden, after it was left', async () => {
    const phone = aPhone()
    const { state, start } = phone.begin()
    start()
    phone.turn(true)
    phone.asked[0]?.give()
    await vi.waitFor(() => expect(phone.stopped).toEqual(['stream 1']))
    expect(state.value).toBe('away')
    phone.turn(false)
    phone.leave()
    phone.asked[1]?.give()
    await vi.waitFor(() => expect(phone.stopped).toEqual(['stream 1', 'stream 2']))
    phone.turn(true)
    phone.turn(false)
    expect(phone.asked).toHaveLength(2)
  })
  it('that was refused is tried again when it is wanted again, or as soon as it is allowed', async () => {
    const phone = aPhone()
    const { state, start } = phone.begin()
    await settled()
    start()
    phone.asked[0]?.refuse('NotAllowedError')
    await vi.waitFor(() => expect(state.value).toBe('denied'))
    start()
    phone.asked[1]?.refuse('NotReadableError')
    await vi.waitFor(() => expect(state.value).toBe('busy'))
    start()
    phone.asked[2]?.refuse('NotAllowedError')
    await vi.waitFor(() => expect(state.value).toBe('denied'))
    phone.change('granted')
    expect(state.value).toBe('starting')
  })
  it.each<[string, (stream: MediaStream | undefined, phone: ReturnType<typeof aPhone>) => void, CameraState]>([
    ['is taken away', stream => stream?.getVideoTracks()[0]?.dispatchEvent(new Event('ended')), 'busy'],
    ['is no longer allowed', (_, phone) => phone.change('denied'), 'denied'],
  ])('that %s is let go and says so', async (_, take, trouble) => {
    const phone = aPhone()
    const { state, start } = phone.begin()
    await settled()
    start()
    const stream = phone.asked[0]?.give()
    await vi.waitFor(() => expect(state.value).toBe('looking'))
    take(stream, phone)
    expect([state.value, phone.stopped]).toEqual([trouble, ['stream 1']])
  })
  it('is not asked for where the browser does not trust the page', async () => {
    const phone = aPhone()
    const { state, start } = phone.begin({ isSecure: false })
    start()
    await vi.waitFor(() => expect(state.value).toBe('insecure'))
    expect(phone.asked).toHaveLength(0)
  })
})
