import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider, type Account, type Configuration } from 'oidc-provider'

/** What the server knows of somebody, by the name they type there. */
export type Accounts = ReadonlyMap<string, Readonly<Record<string, unknown>>>

const clientId = 'wallet'
const clientSecret = 'a secret of the test'

const configuration = (accounts: () => Accounts, redirectUris: string[]): Configuration => ({
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'employee_no'] },
  findAccount: (_context, sub): Account => ({ accountId: sub, claims: () => ({ sub, ...accounts().get(sub) }) }),
  pkce: { required: () => true },
  cookies: { keys: ['a key of the test'] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  // Nobody is asked whether they agree: it is their own company.
  loadExistingGrant: async context => {
    const { Grant } = context.oidc.provider
    const grant = new Grant({ clientId: context.oidc.client?.clientId ?? '', accountId: context.oidc.session?.accountId ?? '' })
    grant.addOIDCScope('openid profile email')
    await grant.save()
    return grant
  },
})

/** It says at length that what it keeps in memory is for tests only. */
const quietly = <T>(make: () => T): T => {
  const { warn } = console
  console.warn = () => undefined
  try {
    return make()
  } finally {
    console.warn = warn
  }
}

/** A real OpenID provider on this machine, which can be made to lie, to fail and to say nothing. */
export const anOidcServer = async (accounts: Accounts = new Map(), port = 0) => {
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = (_request, response) => response.writeHead(503).end()
  let known = accounts
  let tamper: ((token: { id_token: string }) => void) | null = null
  let mood: 'well' | 'ill' | 'mute' = 'well'
  const server = createServer((request, response) => {
    if (mood === 'well') return void answer(request, response)
    if (mood === 'ill') response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Oops</h1>')
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    issuer,
    settings: { issuer, clientId, clientSecret, name: '集团账号', scope: 'openid profile email', claim: 'employee_no' },
    /** Takes browsers that go back to these addresses. */
    open: (...redirectUris: string[]) => {
      const about = configuration(() => known, redirectUris)
      const provider = quietly(() => new Provider(issuer, about))
      provider.use(async (context, next) => {
        await next()
        if (context.path === '/token' && typeof context.body === 'object' && context.body !== null) tamper?.(context.body as { id_token: string })
      })
      answer = provider.callback()
    },
    /** From now on it knows these. */
    know: (others: Accounts) => void (known = others),
    /** What it does to its answers before they leave. */
    tampers: (how: typeof tamper) => void (tamper = how),
    feels: (how: typeof mood) => void (mood = how),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
export type OidcServer = Awaited<ReturnType<typeof anOidcServer>>

const pairsOf = (response: Response) => response.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '')

/** Somebody's browser at the provider: signs in there as `login` (null: says no), and answers the address to which it is sent back. */
export const walkThrough = async (url: string, login: string | null, callback: string): Promise<string> => {
  const jar = new Map<string, string>()
  let [at, init]: [string, RequestInit] = [url, {}]
  for (let steps = 0; steps < 12; steps++) {
    if (at.startsWith(callback)) return at
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie }, ...init })
    for (const pair of pairsOf(response)) jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    const location = response.headers.get('location')
    const page = location === null ? await response.text() : ''
    init = {}
    if (location !== null) at = new URL(location, at).href
    else if (login === null) at = new URL(/href="([^"]*\/abort)"/.exec(page)?.[1] ?? '', at).href
    else {
      const body = new URLSearchParams({ prompt: 'login', login, password: 'any' })
      init = { method: 'POST', body, headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' } }
      const action = /<form[^>]*action="([^"]*)"/.exec(page)?.[1]
      if (action === undefined) throw new Error(`the provider shows something else (${response.status}): ${page.slice(0, 500)}`)
      at = new URL(action, at).href
    }
  }
  throw new Error(`the provider does not send the browser back: ${at}`)
}
