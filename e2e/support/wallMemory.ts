import type { Page } from '@playwright/test'
import { overviewOf } from './wallSamples.ts'
import type { Wall } from './wall.ts'

export interface Weight {
  readonly heap: number
  readonly nodes: number
  readonly listeners: number
}

/** What a page holds once all that nobody needs has been thrown away. */
const weigh = async (page: Page): Promise<Weight> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  await devtools.detach()
  const of = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') }
}

/** The least of several: what one weighing finds not yet thrown away, the next one does not. */
const least = (weights: readonly Weight[]): Weight => ({
  heap: Math.min(...weights.map(({ heap }) => heap)),
  nodes: Math.min(...weights.map(({ nodes }) => nodes)),
  listeners: Math.min(...weights.map(({ listeners }) => listeners)),
})

/**
 * The same weights without the largest rise of the heap from one weighing to the next. A browser lays in compiled code at one moment of its choosing;
 * a leak grows at every refresh, so that all of its rises but one still count.
 */
const levelled = (weights: readonly Weight[]): readonly Weight[] => {
  const rises = weights.map(({ heap }, i) => heap - (weights[i - 1]?.heap ?? heap))
  const largest = Math.max(0, ...rises)
  const at = rises.indexOf(largest)
  return weights.map((weight, i) => (at >= 0 && i >= at ? { ...weight, heap: weight.heap - largest } : weight))
}

/** Lets a wall refresh so many times, each time with other figures and with a certificate that lands; weighs it about a third and at the end. */
export const watchWall = async (page: Page, wall: Wall, refreshes: number): Promise<readonly [Weight, Weight]> => {
  const unit = { id: 2, name: '总装车间' }
  const weights: Weight[] = []
  for (let n = 1; n <= refreshes; n++) {
    wall.change(overview => {
      const base = overviewOf('company', false)
      const [first, ...others] = base.field.departments
      const teams = first?.teams.map((team, i) => (i === 0 ? { ...team, covered: team.covered + (n % 20), missing: team.missing - (n % 20) } : team)) ?? []
      const months = base.issuanceMonths.months.map(month => ({ ...month, issued: { ...month.issued, exam: month.issued.exam + (n % 7) } }))
      return {
        ...overview,
        figures: { ...base.figures, people: 1000 + n },
        field: { ...base.field, departments: first ? [{ ...first, teams }, ...others] : [] },
        issuanceMonths: { ...base.issuanceMonths, months },
      }
    })
    const before = wall.asked()
    await wall.issue({
      id: 1000 + n,
      issuedAt: new Date(Date.parse('2026-11-23T06:05:30Z') + 10_000 * n).toISOString(),
      type: 'exam',
      holderName: '王*',
      title: `第 ${n} 张`,
      unit,
    })
    for (let tries = 0; wall.asked() === before && tries < 10; tries++) await page.clock.runFor(5_500)
    await page.locator('.figure .value', { hasText: (1000 + n).toLocaleString('en-US') }).waitFor()
    if (n % 3 === 0) weights.push(await weigh(page))
  }
  const third = Math.ceil(weights.length / 3)
  const even = levelled(weights)
  return [least(even.slice(third - 3, third + 1)), least(even.slice(-4))]
}
