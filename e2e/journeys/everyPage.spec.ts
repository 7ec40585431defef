import type { Page } from '@playwright/test'
import { faultsOf } from '../support/axe.ts'
import { people, someCertificate } from '../support/demo.ts'
import { everyPlace, open } from '../support/pages.ts'
import { expect, test } from '../support/test.ts'

/** What another language can spoil: names, labels, alternatives, the language itself. */
const ofWords = ['cat.name-role-value', 'cat.text-alternatives', 'cat.language', 'cat.forms']

/** By how much a page can be pushed sideways, on narrow and on broad phones. */
const sidewaysOf = async (page: Page) => {
  const before = page.viewportSize() ?? { width: 375, height: 812 }
  const found: string[] = []
  for (const width of [320, 375, 430]) {
    await page.setViewportSize({ ...before, width })
    const over = (await page.evaluate(() => document.documentElement.scrollWidth)) - width
    if (over > 0) found.push(`${over} pixels at ${width}`)
  }
  await page.setViewportSize(before)
  return found
}

for (const locale of ['zh-CN', 'en-GB'])
  test(`every page can be used by everyone, in ${locale}${locale === 'zh-CN' ? ', by day and by night' : ''}`, async ({ newPhone, signIn }) => {
    test.setTimeout(400_000)
    const phones = new Map<string | null, Page>()
    const phoneOf = async (who: string | null) => {
      const page = phones.get(who) ?? (await newPhone({ locale }))
      if (who !== null && !phones.has(who)) await signIn(page, who)
      phones.set(who, page)
      return page
    }

    for (const place of await everyPlace((await phoneOf(people.issuer)).request)) {
      await test.step(place.name, async () => {
        const page = await phoneOf(place.as)
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        await open(page, place)
        expect.soft(await faultsOf(page, locale === 'zh-CN' ? {} : { runOnly: ofWords }), `${place.name}, light`).toEqual([])
        if (locale !== 'zh-CN') return expect.soft(await sidewaysOf(page), place.name).toEqual([]) // English words are longer; by night only the colours are others
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
        expect.soft(await faultsOf(page, { runOnly: ['color-contrast'] }), `${place.name}, dark`).toEqual([])
      })
    }
  })

test('the verify page says its verdict in the first answer, without any script', async ({ newPhone, signIn, product }) => {
  const issuer = await newPhone()
  await signIn(issuer, people.issuer)
  const { certificateNo, title, holderName } = await someCertificate(issuer.request, 'valid')

  const phone = await newPhone({ javaScriptEnabled: false })
  const answer = await phone.goto(`/v/${certificateNo}`)
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('有效')
  await expect(phone.getByRole('main')).toContainText(title)

  const html = (await answer?.text()) ?? ''
  expect(html).toContain(`<meta property="og:url" content="${product.origin}/v/${certificateNo}"`)
  for (const name of ['og:title', 'og:description', 'og:type']) expect(html).toMatch(new RegExp(`<meta property="${name}" content="[^"]+"`))
  expect(html).not.toContain(holderName)
  expect(answer?.headers()['x-robots-tag'] ?? html).toContain('noindex')
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
})
