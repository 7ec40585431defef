import { expect, type Page } from '@playwright/test'
import { wordFaults } from './wordFaults.ts'

const rules = { root: 'main', rooms: '.card, .tile', except: '.hidden, .issuers', smallest: 12, slack: 2, isWhole: false }

const isWider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

/** Waits until the charts are drawn: each is, once somebody comes near it. */
export const dashboardDrawn = async (page: Page): Promise<void> => {
  await expect(page.locator('main .chartcard h2').first()).toBeVisible()
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
  for (const picture of await page.locator('main .picture').all()) await picture.scrollIntoViewIfNeeded()
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForTimeout(300)
}

/** What is wrong with a dashboard on the phone. */
export const dashboardFaults = async (page: Page): Promise<string[]> => {
  await dashboardDrawn(page)
  return [...(await wordFaults(page, rules)), ...((await isWider(page)) ? ['the page is wider than the phone'] : [])]
}
