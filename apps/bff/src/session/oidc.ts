import { fail } from '@wallet/shared/problem'
import * as client from 'openid-client'
import type { Deps } from '../deps.ts'
import { isAscii } from '../db/query.ts'
import type { OidcSettings } from './signOnSettings.ts'
import type { Match, SignOnProvider } from './signOnProvider.ts'

/** What a service says about itself is asked anew after this long. */
const knownForMs = 3_600_000

/** A service that names nothing else takes Basic (OpenID Connect Core, 9). */
const authentication =
  (secret: string): client.ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const say = methods.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost
    say(secret)(server, ...rest)
  }

/** Keeps what a service says about itself; a question that failed is asked again. */
const discovery = ({ issuer, clientId, clientSecret }: OidcSettings, { clock, config }: Pick<Deps, 'clock' | 'config'>) => {
  const url = new URL(issuer)
  // Signatures are checked although the answer comes by TLS from the service itself: a proxy in between would be believed otherwise.
  const execute = [client.enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : [])]
  let known: { readonly asked: Promise<client.Configuration>; readonly until: number } | undefined
  return async () => {
    const now = clock.now().getTime()
    if (!known || known.until <= now) {
      const asked = client.discovery(url, clientId, undefined, authentication(clientSecret), { execute, timeout: config.signOn.timeoutMs / 1000 })
      known = { asked, until: now + knownForMs }
      asked.catch(() => (known = undefined))
    }
    return known.asked
  }
}

const detailOf = (error: Error) => ('code' in error ? `${error.message} (${String(error.code)})` : error.message)
const calledOff = new Set(['access_denied', 'login_required', 'consent_required', 'interaction_required', 'account_selection_required'])
const justNow = new Set(['server_error', 'temporarily_unavailable'])
/** What a service that is ill, or something that answers in its place, may say. */
const ill = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'])

/** Why it did not work, in our own words; the service's go to the log. */
const refuse = (error: unknown, isFromElsewhere: boolean): never => {
  if (!(error instanceof Error)) throw error
  const detail = detailOf(error)
  if (error instanceof client.AuthorizationResponseError)
    return fail(calledOff.has(error.error) ? 'sign_on_denied' : justNow.has(error.error) ? 'sign_on_unavailable' : 'sign_on_refused', {
      detail: `${detail}: ${error.error}`,
    })
  if (error instanceof client.ResponseBodyError) {
    const code = error.error === 'invalid_grant' ? 'sign_on_code_refused' : error.status >= 500 ? 'sign_on_unavailable' : 'sign_on_refused'
    return fail(code, { detail: `${detail}: ${error.error}` })
  }
  if (error instanceof client.WWWAuthenticateChallengeError) return fail('sign_on_refused', { detail })
  if (error instanceof client.ClientError) {
    if (isFromElsewhere) return fail('sign_on_mixed_up', { detail })
    return fail(ill.has(error.code ?? '') ? 'sign_on_unavailable' : 'sign_on_invalid', { detail })
  }
  // Nobody there: that is how `fetch` says it.
  if (error instanceof TypeError && error.cause !== undefined) return fail('sign_on_unavailable', { detail })
  throw error
}

/** The claims in which something stands: of the ID token, else of what the service tells about the person. */
const claimsWith = async (config: client.Configuration, tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers, claim: string) => {
  const claims: Readonly<Record<string, unknown>> = tokens.claims() ?? {}
  if (claims[claim] !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return claims
  return client.fetchUserInfo(config, tokens.access_token, String(claims['sub']))
}

/** An address counts where the service has seen to it that it is theirs: anyone can write somebody else's. */
const matchBy = (claim: string, claims: Readonly<Record<string, unknown>>): Match => {
  const value = claims[claim]
  if (typeof value !== 'string' && typeof value !== 'number') return { refused: 'sign_on_unknown_person' }
  if (claim !== 'email') return { employeeNo: String(value) }
  return claims['email_verified'] === true ? { email: String(value) } : { refused: 'sign_on_email_unverified' }
}

/** Signs people in by a service that speaks OpenID Connect: authorization code with PKCE, state, nonce, and the issuer in the answer (RFC 9207). */
export const oidcProvider = (settings: OidcSettings, deps: Pick<Deps, 'clock' | 'config'>): SignOnProvider => {
  const discover = discovery(settings, deps)
  const discovered = async () => {
    try {
      return await discover()
    } catch (error) {
      return fail('sign_on_unavailable', { detail: error instanceof Error ? detailOf(error) : String(error) })
    }
  }
  return {
    id: 'oidc',
    name: settings.name,
    check: async () => void (await discovered()),
    begin: async ({ state, nonce, verifier, redirectUri }) => {
      const url = client.buildAuthorizationUrl(await discovered(), {
        ...{ response_type: 'code', redirect_uri: redirectUri, scope: settings.scope, state, nonce },
        ...{ code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      })
      return url.href
    },
    finish: async ({ state, nonce, verifier }, answer) => {
      const config = await discovered()
      const { issuer, authorization_response_iss_parameter_supported: saysIssuer } = config.serverMetadata()
      const from = answer.searchParams.get('iss')
      const isFromElsewhere = from === null ? saysIssuer === true : from !== issuer
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await client.authorizationCodeGrant(config, answer, checks)
        const subject = tokens.claims()?.sub ?? ''
        if (subject === '' || subject.length > 255 || !isAscii(subject)) fail('sign_on_invalid', { detail: 'the subject is not 1 to 255 ASCII characters' })
        return { issuer, subject, match: matchBy(settings.claim, await claimsWith(config, tokens, settings.claim)) }
      } catch (error) {
        return refuse(error, isFromElsewhere)
      }
    },
  }
}
