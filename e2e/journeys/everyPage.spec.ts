import type { Page } from '@playwright/test'
import { faultsOf } from '../support/axe.ts'
import { people, someCertificate } from '../support/demo.ts'
import { everyPlace, open } from '../support/pages.ts'
import { expect, test } from '../support/test.ts'

const [byDay, byNight] = ['light', 'dark'] as const
/** What a page may look like: Chinese by day, English by night, and the other way about. */
const looks = [
  { locale: 'zh-CN', colorScheme: byDay },
  { locale: 'en-GB', colorScheme: byNight },
  { locale: 'zh-CN', colorScheme: byNight },
  { locale: 'en-GB', colorScheme: byDay },
] as const
/** In which `npm test` sees every page once, by turns; `npm run drill` sees every page in all of them. */
const daily = looks.slice(0, 2)

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

const walks = [
  ...daily.map((look, turn) => ({ ...look, which: 'half of the pages', isWalked: (at: number) => at % daily.length === turn, more: {} })),
  ...looks.map(look => ({ ...look, which: 'every page', isWalked: () => true, more: { tag: '@drill' } })),
]
for (const { locale, colorScheme, which, isWalked, more } of walks)
  test(`${which} can be used by everyone, in ${locale}, by ${colorScheme === byDay ? 'day' : 'night'}`, more, async ({ newPhone, signIn }) => {
    test.setTimeout(400_000)
    const phones = new Map<string | null, Page>()
    const phoneOf = async (who: string | null) => {
      const page = phones.get(who) ?? (await newPhone({ locale, colorScheme, reducedMotion: 'reduce' }))
      if (who !== null && !phones.has(who)) await signIn(page, who)
      phones.set(who, page)
      return page
    }

    const places = await everyPlace((await phoneOf(people.issuer)).request)
    for (const place of places.filter((_, at) => isWalked(at)))
      await test.step(place.name, async () => {
        const page = await phoneOf(place.as)
        await open(page, place)
        expect.soft(await faultsOf(page), place.name).toEqual([])
        expect.soft(await sidewaysOf(page), place.name).toEqual([])
      })
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
