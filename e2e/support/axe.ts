import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

/** The small build: it is read anew on every page, which takes longer than looking. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on a page as it stands, one line a rule. Of what is right nothing is told. There are no frames to look into. */
export const faultsOf = async (page: Page, what: Pick<RunOptions, 'runOnly'> = {}): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations } = await page.evaluate<AxeResults, RunOptions>(options => Reflect.get(window, 'axe').run(document, options), {
    ...what,
    resultTypes: ['violations'],
    preload: { assets: ['media'] }, // style sheets are fetched for a rule that is not in use
  })
  return violations.map(({ id, nodes }) => `${id}, ${nodes.length} times, first ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary}`)
}
