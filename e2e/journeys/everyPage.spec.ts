import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { people, someCertificate } from '../support/demo.ts'
import { everyPlace, open } from '../support/pages.ts'
import { expect, test } from '../support/test.ts'

for (const locale of ['zh-CN', 'en-GB'])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`every page can be used by everyone, in ${locale} and ${colorScheme}`, async ({ newPhone, signIn }) => {
      test.setTimeout(180_000)
      const issuer = await newPhone({ locale, colorScheme })
      await signIn(issuer, people.issuer)
      const phones = new Map<string | null, Page>([[people.issuer, issuer]])
      const phoneOf = async (who: string | null) => {
        const page = phones.get(who) ?? (await newPhone({ locale, colorScheme }))
        if (who !== null && !phones.has(who)) await signIn(page, who)
        phones.set(who, page)
        return page
      }

      for (const place of await everyPlace(issuer.request)) {
        const page = await phoneOf(place.as)
        await test.step(place.name, async () => {
          await open(page, place)
          const { violations } = await new AxeBuilder({ page }).analyze()
          const told = violations.map(({ id, nodes }) => `${id}, ${nodes.length} times, first ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary}`)
          expect.soft(told, place.name).toEqual([])
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
