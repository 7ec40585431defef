import type { Page } from '@playwright/test'
import type { FeedEntry } from '@wallet/shared/dashboards/feed'
import type { Overview } from '@wallet/shared/dashboards/overview'
import type { Occasion } from '../../apps/web/src/dashboards/charts/samples.ts'
import { overviewOf, teamOf } from './wallSamples.ts'

interface Hanging {
  readonly occasion: Occasion
  readonly isTeam: boolean
}

/** A line of news in the page's own hands: what comes on it is said by the test. */
const layLine = () => {
  const lines = new Set<EventTarget & { readyState: number }>()
  class Line extends EventTarget {
    static readonly CLOSED = 2
    readyState = 0
    constructor() {
      super()
      lines.add(this)
      setTimeout(() => {
        this.readyState = 1
        this.dispatchEvent(new Event('open'))
      })
    }
    close() {
      this.readyState = 2
      lines.delete(this)
    }
  }
  const tell = (event: Event) => lines.forEach(line => line.dispatchEvent(event))
  Object.assign(window, {
    EventSource: Line,
    issued: (entry: unknown) => tell(new MessageEvent('issued', { data: JSON.stringify(entry) })),
    breakLines: () => {
      lines.forEach(line => (line.readyState = 0))
      tell(new Event('error'))
    },
    mendLines: () => tell(new Event('open')),
  })
}

const callIn = (page: Page, name: string, value?: unknown): Promise<unknown> =>
  page.evaluate(
    ([its, given]) => {
      const call: unknown = Reflect.get(window, String(its))
      return typeof call === 'function' ? (call(given) as unknown) : undefined
    },
    [name, value],
  )

/** The page's clock stands at this time of the organisation, and nobody tells it another. */
export const setClock = async (page: Page, time: string): Promise<void> => {
  await page.clock.install({ time: new Date(time) })
  await page.route(/\/api\/(?!.*\/feed)/, async route => {
    try {
      const response = await route.fetch()
      const headers = response.headers()
      delete headers['date']
      await route.fulfill({ response, headers })
    } catch {
      // The page has been closed meanwhile: nobody waits for the answer.
    }
  })
}

/** What a wall asks for is answered with samples, and its clock and its line of news obey; all else is the real product. */
export const hangWall = async (page: Page, first: Hanging) => {
  let hanging = first
  let isUp = true
  let asked = 0
  let refusal: { readonly status: number; readonly code: string } | null = null
  let change = (overview: Overview): Overview => overview
  await setClock(page, '2026-11-23T14:05:30+08:00')
  await page.addInitScript(layLine)
  await page.route('**/api/dashboard/**', async route => {
    const { pathname } = new URL(route.request().url())
    const { occasion, isTeam } = hanging
    if (!isUp) return route.abort('connectionrefused')
    if (refusal) return route.fulfill({ status: refusal.status, json: { code: refusal.code } })
    if (pathname.endsWith('/units')) return route.fulfill({ json: { units: [{ id: 1, name: '全公司' }] } })
    if (pathname.endsWith('/team')) return route.fulfill({ json: teamOf(occasion) })
    asked += 1
    return route.fulfill({ json: change(overviewOf(occasion, isTeam)) })
  })
  return {
    /** What hangs there once the page is opened anew. */
    show: (next: Hanging) => void (hanging = next),
    /** The server is gone. */
    fall: async () => {
      isUp = false
      await callIn(page, 'breakLines')
    },
    /** It is back. */
    rise: async () => {
      isUp = true
      await callIn(page, 'mendLines')
    },
    /** From now on it says no. */
    refuse: (status: number, code: string) => void (refusal = { status, code }),
    breakLine: () => callIn(page, 'breakLines'),
    issue: (entry: FeedEntry) => callIn(page, 'issued', entry),
    /** From now on figures are others. */
    change: (by: typeof change) => void (change = by),
    /** How often figures have been asked for. */
    asked: () => asked,
  }
}
export type Wall = Awaited<ReturnType<typeof hangWall>>
