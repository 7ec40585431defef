import { expect, type Page } from '@playwright/test'

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** Expects every text on the page as it was typed, and no element that came from one of them. */
export const expectTexts = async (page: Page, texts: readonly (string | null)[], place = page.getByRole('main')): Promise<void> => {
  const wanted = texts.filter(text => text !== null).map(oneLine)
  const missing = async () => {
    const there = oneLine((await place.textContent()) ?? '')
    return wanted.filter(text => !there.includes(text))
  }
  await expect.poll(missing).toEqual([])
  const planted = page.locator('[onload],[onerror],[onfocus],[onbegin],[ontoggle],iframe,object,embed,base,[href^="javascript:"],[src*="evil.example"]')
  await expect(planted).toHaveCount(0)
}

/** The same on a page that is opened for it. */
export const expectLiterally = async (page: Page, path: string, texts: readonly (string | null)[]): Promise<void> => {
  await page.goto(path)
  await expectTexts(page, texts)
}
