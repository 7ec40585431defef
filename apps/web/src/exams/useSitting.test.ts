import type { EndedAttempt, RunningAttempt } from '@wallet/shared/exams/shownAttempt'
import { createApp, effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWords } from '../i18n/index.ts'
import { zhCN } from '../i18n/zh-CN.ts'
import { keepPaper, unsentAnswers } from './keptPapers.ts'
import { useSitting } from './useSitting.ts'

const paper = (id: number, secondsLeft: number | null = 600): RunningAttempt => ({
  ...{ state: 'running', id, examId: 1, attemptNo: 1, title: '考试', englishTitle: 'Exam', startedAt: '2026-11-23T06:00:00.000Z', secondsLeft },
  questions: [1, 2].map(question => ({
    ...{ id: question, kind: 'single' as const, stem: '怎么做？', points: 1 },
    options: (['A', 'B'] as const).map(key => ({ key, text: key })),
  })),
  answers: [],
  savedAt: null,
})

const shelf = new Map<string, string>()
let asked: string[] = []
/** What the server says, by the end of the address. */
let server: { answers: () => Response | Promise<Response>; submit: () => Response; attempt: () => Response | Promise<Response> }
const saved = () => Response.json({ savedAt: '2026-11-23T06:05:00.000Z', secondsLeft: 500 })
const offline = () => {
  throw new TypeError('no network')
}
const world = new EventTarget()

beforeEach(() => {
  shelf.clear()
  asked = []
  server = { answers: saved, submit: () => Response.json({ state: 'ended' }), attempt: () => Response.json(paper(7)) }
  vi.stubGlobal('localStorage', { getItem: (key: string) => shelf.get(key) ?? null, setItem: (key: string, value: string) => void shelf.set(key, value) })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  for (const name of ['addEventListener', 'removeEventListener'] as const) vi.stubGlobal(name, world[name].bind(world))
  vi.stubGlobal('fetch', async (url: string) => {
    const what = url.endsWith('/answers') ? 'answers' : url.endsWith('/submit') ? 'submit' : 'attempt'
    asked.push(what)
    return server[what]()
  })
})
afterEach(() => vi.unstubAllGlobals())

const sit = (attempt: RunningAttempt) => {
  const ended = vi.fn<(result: EndedAttempt) => void>()
  const over = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const app = createApp({}).use(createWords('zh-CN', zhCN))
  const scope = effectScope()
  keepPaper(attempt)
  const sitting = app.runWithContext(() => scope.run(() => useSitting(attempt, { ended, over })))
  if (!sitting) throw new Error('nobody sits')
  return { ...sitting, ended, over, end: () => scope.stop() }
}

describe('a paper under way', () => {
  it('is handed in with everything on it', async () => {
    const { choose, submit, ended, end } = sit(paper(7))
    choose('B')
    await submit()
    expect([asked, ended.mock.calls.length]).toEqual([['answers', 'submit'], 1])
    end()
  })

  it.each([
    ['there is no network for a moment', offline, 'offline'],
    ['the server is not there for a moment', () => Response.json({ code: 'unavailable', status: 503 }, { status: 503 }), 'unavailable'],
  ])('is not handed in without its last answers where %s', async (_, trouble, code) => {
    const sitting = sit(paper(7))
    server.answers = trouble
    sitting.choose('B')
    await sitting.submit()
    expect([asked, sitting.trouble.value?.code, unsentAnswers(7)]).toEqual([['answers'], code, [{ questionId: 1, picked: ['B'], isFlagged: false }]])
    server.answers = saved
    await sitting.submit()
    expect([asked, sitting.ended.mock.calls.length]).toEqual([['answers', 'answers', 'submit'], 1])
    sitting.end()
  })

  it('is handed in once its time is up, with what the server has', async () => {
    const sitting = sit(paper(7, 0))
    server.answers = offline
    sitting.choose('B')
    await sitting.submit()
    expect([asked, sitting.ended.mock.calls.length]).toEqual([['answers', 'submit'], 1])
    sitting.end()
  })

  it('keeps what was picked while the server was asked how it stands', async () => {
    const sitting = sit(paper(7))
    let arrive: (response: Response) => void = () => {}
    server.attempt = () => new Promise(resolve => (arrive = resolve))
    world.dispatchEvent(new Event('online'))
    sitting.choose('B')
    await sitting.settle()
    arrive(Response.json(paper(7)))
    await new Promise(done => setTimeout(done, 20))
    expect(sitting.answer.value.picked).toEqual(['B'])
    sitting.end()
  })

  it('keeps its answers on the phone beside those of another exam', () => {
    server.answers = offline
    const [one, other] = [sit(paper(7)), sit(paper(8))]
    one.choose('A')
    other.choose('B')
    expect([unsentAnswers(7), unsentAnswers(8)].map(([answer]) => answer?.picked)).toEqual([['A'], ['B']])
    one.end()
    other.end()
  })
})
