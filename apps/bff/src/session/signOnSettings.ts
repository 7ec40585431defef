const isLoopback = ({ hostname }: URL) => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
/** An issuer is reached by https; without it only on this machine. */
export const isIssuer = (text: string) => {
  const url = URL.parse(text)
  return (
    url !== null && url.search === '' && url.hash === '' && url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))
  )
}
/** What stands in for WeCom in tests. */
export const isStandIn = (text: string) => {
  const url = URL.parse(text)
  return url !== null && url.origin === text && isLoopback(url)
}
/** What the environment says about signing in. */
interface Variables {
  readonly PASSWORD_SIGN_IN: '0' | '1'
  readonly OIDC_ISSUER?: string | undefined
  readonly OIDC_CLIENT_ID?: string | undefined
  readonly OIDC_CLIENT_SECRET?: string | undefined
  readonly OIDC_NAME?: string | undefined
  readonly OIDC_SCOPE: string
  readonly OIDC_CLAIM: string
  readonly WECOM_CORP_ID?: string | undefined
  readonly WECOM_AGENT_ID?: string | undefined
  readonly WECOM_SECRET?: string | undefined
  readonly WECOM_ORIGIN?: string | undefined
}

/** A service that speaks OpenID Connect. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the organisation calls it. */
  readonly name: string | null
  readonly scope: string
  /** The claim by which an account belongs to a person: `email`, or one that holds the employee number. */
  readonly claim: string
}

/** An application of one's own in WeCom (企业微信). */
export interface WecomSettings {
  readonly corpId: string
  readonly agentId: string
  readonly secret: string
  /** Stands in for all hosts of WeCom; in tests only. */
  readonly origin: string | null
}

/** How people sign in. */
export interface SignOnSettings {
  readonly password: boolean
  readonly oidc: OidcSettings | null
  readonly wecom: WecomSettings | null
  /** How long one question to such a service may take. */
  readonly timeoutMs: number
}

const groups = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET'],
] as const

/** What does not fit together, a sentence each. */
export const signOnTroubles = (data: Variables): string[] => {
  const isSet = (name: (typeof groups)[number][number]) => data[name] !== undefined
  const torn = groups
    .filter(group => group.some(isSet) && !group.every(isSet))
    .map(([first, second, third]) => `${first}, ${second} and ${third} belong together`)
  const isClosed = data.PASSWORD_SIGN_IN === '0' && !groups.some(group => group.every(isSet))
  return isClosed ? [...torn, 'PASSWORD_SIGN_IN=0 leaves nobody a way in without OIDC_ISSUER or WECOM_CORP_ID'] : torn
}

export const signOnOf = ({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, ...data }: Variables): SignOnSettings => {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret } = data
  return {
    password: data.PASSWORD_SIGN_IN === '1',
    oidc:
      issuer !== undefined && clientId !== undefined && clientSecret !== undefined
        ? { issuer, clientId, clientSecret, name: data.OIDC_NAME ?? null, scope: data.OIDC_SCOPE, claim: data.OIDC_CLAIM }
        : null,
    wecom: corpId !== undefined && agentId !== undefined && secret !== undefined ? { corpId, agentId, secret, origin: data.WECOM_ORIGIN ?? null } : null,
    timeoutMs: 10_000,
  }
}
