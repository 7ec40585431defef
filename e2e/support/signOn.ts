import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from '@playwright/test'

const root = resolve(import.meta.dirname, '../..')

type Settings = Readonly<Record<string, string>>

/** On this machine: a real OpenID provider with its own sign-in page, and what stands in for WeCom. */
export const startServices = async () => {
  const server = spawn(process.execPath, ['apps/bff/test/signOnProcess.ts'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  const { oidc, wecom } = JSON.parse(await next()) as { oidc: Settings; wecom: Settings }
  const { issuer = '', clientId = '', clientSecret = '', name = '' } = oidc
  const { corpId = '', agentId = '', secret = '', origin: standIn = '' } = wecom
  return {
    issuer,
    wecom: standIn,
    environment: {
      ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name },
      ...{ WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret, WECOM_ORIGIN: standIn },
    },
    /** Takes browsers that come from a product, and knows these people from now on. */
    open: async (origin: string, accounts: Record<string, Record<string, unknown>>) => {
      server.stdin.write(`${JSON.stringify({ callback: `${origin}/sign-on/oidc/callback`, accounts })}\n`)
      while ((await next()) !== 'open');
    },
    stop: async () => {
      const gone = once(server, 'exit')
      server.stdin.end()
      await gone
    },
  }
}

/** Its page asks for letters from elsewhere: here there are none. */
export const withoutOthers = (page: Page, ...ours: readonly string[]) =>
  page.route(
    url => /^https?:$/.test(url.protocol) && !ours.includes(url.origin),
    route => route.abort(),
  )
export const signInThere = async (page: Page, login: string) => {
  await page.getByPlaceholder(/login/i).fill(login)
  await page.getByPlaceholder(/password/i).fill('any')
  await page.getByRole('button', { name: /sign-in/i }).click()
}
export const callOff = (page: Page) => page.getByRole('link', { name: /cancel/i }).click()
