import { fail } from '@wallet/shared/problem'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { SignOnProvider } from './signOnProvider.ts'
import type { WecomSettings } from './signOnSettings.ts'

/** What every answer of WeCom says; 0 is well. */
const Answer = z.looseObject({ errcode: z.int().default(0), errmsg: z.string().default('') })
const Token = Answer.extend({ access_token: z.string().min(1), expires_in: z.number() })
/** Without `userid` it is somebody from outside of the company. */
const Member = Answer.extend({ userid: z.string().min(1).max(64).optional() })

/** A token is asked for anew so long before it ends. */
const earlyMs = 300_000
/** The token is not good (any more): ask for another, once. */
const staleToken = new Set([40001, 40014, 42001])
const badCode = new Set([40029, 40163, 42003])
/** Too busy, or asked too often. */
const busy = new Set([-1, 45009, 45033])

const inWecom = (userAgent: string) => /\bwxwork\//i.test(userAgent)

const hosts = ({ origin }: WecomSettings) => ({
  inside: origin ?? 'https://open.weixin.qq.com',
  outside: origin ?? 'https://login.work.weixin.qq.com',
  api: origin ?? 'https://qyapi.weixin.qq.com',
})

const refuse = ({ errcode, errmsg }: z.infer<typeof Answer>): never => {
  const code = badCode.has(errcode) ? 'sign_on_code_refused' : busy.has(errcode) ? 'sign_on_unavailable' : 'sign_on_refused'
  return fail(code, { detail: `${errcode}: ${errmsg}` })
}

/** Asks, and answers what came back, well or not. Addresses hold secrets: they stand in no message. */
const asking = (settings: WecomSettings, timeoutMs: number) => async (path: string, query: Readonly<Record<string, string>>) => {
  try {
    const url = `${hosts(settings).api}/cgi-bin/${path}?${new URLSearchParams(query).toString()}`
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
    return Answer.parse(await response.json())
  } catch (error) {
    return fail('sign_on_unavailable', { detail: `${path}: ${error instanceof Error ? error.name : 'failed'}` })
  }
}

const parsed = <T extends z.ZodType>(schema: T, answer: z.infer<typeof Answer>): z.infer<T> => {
  if (answer.errcode !== 0) return refuse(answer)
  const { success, data } = schema.safeParse(answer)
  return success ? data : fail('sign_on_unavailable', { detail: 'an answer of another form' })
}

/**
 * Signs people in by WeCom (企业微信), which is not OpenID Connect: it signs nothing and knows no PKCE, so that all rests on the state, which
 * is bound to the browser, and on the code, which only the application's secret redeems. The `userid` of a member is their employee number.
 */
export const wecomProvider = (settings: WecomSettings, { clock, config }: Pick<Deps, 'clock' | 'config'>): SignOnProvider => {
  const { corpId: appid, agentId: agentid, secret } = settings
  const ask = asking(settings, config.signOn.timeoutMs)
  let kept: Promise<{ readonly token: string; readonly until: number }> | undefined
  const fetchToken = async () => {
    const { access_token: token, expires_in } = parsed(Token, await ask('gettoken', { corpid: appid, corpsecret: secret }))
    return { token, until: clock.now().getTime() + expires_in * 1000 - earlyMs }
  }
  const tokenOf = async () => {
    const known = await kept
    if (known && known.until > clock.now().getTime()) return known.token
    kept = fetchToken()
    kept.catch(() => (kept = undefined))
    return (await kept).token
  }
  const whoIs = async (code: string) => ask('auth/getuserinfo', { access_token: await tokenOf(), code })
  return {
    id: 'wecom',
    name: null,
    check: async () => void (await tokenOf()),
    begin: async ({ state, redirectUri: redirect_uri }, userAgent) => {
      const { inside, outside } = hosts(settings)
      if (!inWecom(userAgent)) {
        const query = new URLSearchParams({ login_type: 'CorpApp', appid, agentid, redirect_uri, state })
        return `${outside}/wwlogin/sso/login?${query.toString()}`
      }
      const query = new URLSearchParams({ appid, redirect_uri, response_type: 'code', scope: 'snsapi_base', state, agentid })
      return `${inside}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`
    },
    finish: async (_keys, answer) => {
      // Whoever says no comes back without a code.
      const code = answer.searchParams.get('code') ?? ''
      if (code === '') return fail('sign_on_denied')
      const first = await whoIs(code)
      if (staleToken.has(first.errcode)) kept = undefined
      const { userid } = parsed(Member, staleToken.has(first.errcode) ? await whoIs(code) : first)
      if (userid === undefined) return fail('sign_on_unknown_person', { detail: 'not a member of the company' })
      // WeCom does not tell capitals from small letters.
      return { issuer: `wecom:${appid}`, subject: userid.toLowerCase(), match: { employeeNo: userid } }
    },
  }
}
