import type { Page } from '@playwright/test'

/** What a page must never do, as it happens: break its Content-Security-Policy, throw, open a dialog of the browser's, or ask another host. */
export const watch = async (page: Page, origin: string): Promise<string[]> => {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(`threw: ${error.message}`))
  page.on('dialog', dialog => {
    complaints.push(`opened a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', message => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
  })
  page.on('request', request => {
    const { protocol, origin: asked } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && asked !== origin) complaints.push(`asked another host: ${request.url()}`)
  })
  await page.exposeFunction('reportViolation', (text: string) => complaints.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const report: unknown = Reflect.get(window, 'reportViolation')
      if (typeof report === 'function') report(`policy ${violatedDirective} broken by ${blockedURI}`)
    })
  })
  return complaints
}
