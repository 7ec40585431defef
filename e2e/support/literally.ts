import { expect, type Page } from '@playwright/test'

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

const planted = '[onload],[onerror],[onfocus],[onbegin],[ontoggle],iframe,object,embed,base,[href^="javascript:"],[src*="evil.example"]'

/** Expects every text on the page as it was typed, and no element that came from one of them. */
export const expectTexts = async (page: Page, texts: readonly (string | null)[], place = page.getByRole('main')): Promise<void> => {
  const wanted = texts.filter(text => text !== null).map(oneLine)
  const missing = async () => {
    const there = oneLine((await place.textContent()) ?? '')
    return wanted.filter(text => !there.includes(text))
  }
  await expect.poll(missing).toEqual([])
  await expect(page.locator(planted)).toHaveCount(0)
}

/** The same on a page that is opened for it. */
export const expectLiterally = async (page: Page, path: string, texts: readonly (string | null)[]): Promise<void> => {
  await page.goto(path)
  await expectTexts(page, texts)
}

/** The same in what the server answers, before any script: read as a browser reads it, and not opened. */
export const expectLiteralAnswer = async (page: Page, path: string, texts: readonly string[]): Promise<void> => {
  const html = await (await page.request.get(path)).text()
  const read = await page.evaluate(
    ([source, selector]) => {
      const answer = new DOMParser().parseFromString(source, 'text/html')
      return { main: answer.querySelector('main')?.textContent ?? '', planted: answer.querySelectorAll(selector).length }
    },
    [html, planted] as const,
  )
  expect(
    texts.map(oneLine).filter(text => !oneLine(read.main).includes(text)),
    path,
  ).toEqual([])
  expect(read.planted, path).toBe(0)
}
