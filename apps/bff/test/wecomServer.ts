import { once } from 'node:events'
import { createServer } from 'node:http'

const corp = { corpId: 'wwtest', agentId: '1000002', secret: 'secret-of-the-app' }

/**
 * Answers as WeCom's documents say its server does. A code is the name of who scanned it, and what makes it another after `~`; it is
 * good once. `external` comes from outside of the company, and `errcode:<n>` is answered with that number.
 */
export const aWecomServer = async () => {
  const used = new Set<string>()
  let tokens = 0
  let visits = 0
  let mood: 'well' | 'ill' | 'mute' = 'well'
  const answers: Record<string, (query: URLSearchParams) => object> = {
    '/cgi-bin/gettoken': query => {
      if (query.get('corpid') !== corp.corpId || query.get('corpsecret') !== corp.secret) return { errcode: 40001, errmsg: 'invalid credential' }
      tokens += 1
      return { errcode: 0, errmsg: 'ok', access_token: `token-${tokens}`, expires_in: 7200 }
    },
    '/cgi-bin/auth/getuserinfo': query => {
      const code = query.get('code') ?? ''
      if (query.get('access_token') !== `token-${tokens}`) return { errcode: 42001, errmsg: 'access_token expired' }
      if (used.has(code)) return { errcode: 40029, errmsg: 'invalid code' }
      used.add(code)
      if (code.startsWith('errcode:')) return { errcode: Number(code.slice('errcode:'.length)), errmsg: 'said so' }
      return code.startsWith('external')
        ? { errcode: 0, errmsg: 'ok', openid: 'o1', external_userid: 'w1' }
        : { errcode: 0, errmsg: 'ok', userid: code.split('~')[0] }
    },
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (mood === 'mute') return
    // Where people scan the code, or are known already: whoever it is says yes with a tap.
    if (pathname === '/wwlogin/sso/login' || pathname === '/connect/oauth2/authorize') {
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code: `kpl0004~${(visits += 1)}`, state: searchParams.get('state') ?? '' }).toString()
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(`<a href="${back.href.replaceAll('&', '&amp;')}">${pathname}</a>`)
    }
    if (mood === 'ill') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    const answer = answers[pathname]
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(answer ? JSON.stringify(answer(searchParams)) : '{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    settings: { ...corp, origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` },
    /** How many tokens it has given. */
    tokens: () => tokens,
    /** The token that was given last is no longer good. */
    takesTokensBack: () => void (tokens += 1),
    feels: (how: typeof mood) => void (mood = how),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
