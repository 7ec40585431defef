import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nothing, type Pending } from './pending.ts'
import { tell, tellParting, tellRest } from './tell.ts'
import { remember, untoldLessons } from './untold.ts'

const studied = (more: Partial<Pending>): Pending => ({ ...nothing, ...more })
const shelf = new Map<string, string>()
/** What was sent, and what the server says to it. */
let sent: { url: string; body: unknown; keepalive: boolean }[] = []
let answer: () => Response | Promise<Response>
const noted = () => Response.json({ savedAt: '2026-11-23T06:05:00.000Z' })
const refused = (status: number, code: string) => () => Response.json({ code, status }, { status })
const offline = () => {
  throw new TypeError('no network')
}

beforeEach(() => {
  shelf.clear()
  sent = []
  answer = noted
  vi.stubGlobal('localStorage', { getItem: (key: string) => shelf.get(key) ?? null, setItem: (key: string, value: string) => void shelf.set(key, value) })
  vi.stubGlobal('fetch', async (url: string, { body, keepalive = false }: { body: string; keepalive?: boolean }) => {
    sent.push({ url, body: JSON.parse(body), keepalive })
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('what was learnt', () => {
  it('is told once', async () => {
    remember(7, studied({ seconds: 30, completed: true }))
    expect(await tell(7)).toMatchObject({ savedAt: '2026-11-23T06:05:00.000Z' })
    expect(await tell(7)).toBeNull()
    expect(sent).toEqual([{ url: '/api/lessons/7/progress', body: { seconds: 30, completed: true }, keepalive: false }])
  })

  it.each([
    ['there is no network', offline],
    ['the server is not there', refused(503, 'unavailable')],
    ['something goes wrong', refused(500, 'internal')],
    ['too much is asked at once', refused(429, 'too_many_requests')],
    ['a gateway lets nobody through', () => new Response('<h1>403</h1>', { status: 403 })],
  ])('is kept while %s, and told as one later', async (_, trouble) => {
    answer = trouble
    remember(7, studied({ seconds: 30 }))
    expect(await tell(7)).toBeNull()
    remember(7, studied({ seconds: 12, completed: true }))
    answer = noted
    await tellRest()
    expect(sent.at(-1)?.body).toEqual({ seconds: 42, completed: true })
    expect(untoldLessons()).toEqual([])
  })

  it('outlives a page that is closed while it is told, and what comes in the meantime is told as well', async () => {
    let arrive: (response: Response) => void = () => {}
    answer = () => new Promise(resolve => (arrive = resolve))
    remember(7, studied({ seconds: 30 }))
    const told = tell(7)
    expect(untoldLessons()).toEqual([7])
    remember(7, studied({ seconds: 5, completed: true }))
    arrive(noted())
    await told
    answer = noted
    await tell(7)
    expect([sent.at(-1)?.body, untoldLessons()]).toEqual([{ seconds: 5, completed: true }, []])
  })

  it('is let go where nobody wants it any more', async () => {
    answer = refused(404, 'lesson_not_found')
    remember(7, studied({ completed: true }))
    remember(8, studied({ completed: true }))
    await tellRest()
    expect([sent.length, untoldLessons()]).toEqual([2, []])
  })

  it('waits where the lesson tells for itself, and where the network is gone again', async () => {
    for (const id of [7, 8, 9]) remember(id, studied({ seconds: 5 }))
    answer = offline
    await tellRest(8)
    expect([sent.length, untoldLessons()]).toEqual([1, [7, 8, 9]])
  })

  it('goes out with the page that is left', async () => {
    remember(7, studied({ seconds: 5 }))
    await tellParting(7)
    expect(sent[0]?.keepalive).toBe(true)
  })

  it('outlives a memory that holds something else', async () => {
    shelf.set('mine.untold', '{"7":{"seconds":"a lot"},"8":null,"9":5}')
    expect(untoldLessons()).toEqual([])
    shelf.set('mine.untold', 'not even JSON')
    await tellRest()
    expect(sent).toEqual([])
  })
})
