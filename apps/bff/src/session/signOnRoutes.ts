import { fail } from '@wallet/shared/problem'
import type { identities, signOn } from '@wallet/shared/session/signOn'
import type { Request, Response, Router } from 'express'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { findByEmployeeNo } from '../people/store.ts'
import { beginSignOn, signOnMs } from './beginSignOn.ts'
import { clearSignOnCookie, sessionTokenOf, setSessionCookie, setSignOnCookie, signOnSecretOf } from './cookie.ts'
import { finishSignOn } from './finishSignOn.ts'
import { listIdentities } from './identityStore.ts'
import { leave } from './leave.ts'
import { oidcProvider } from './oidc.ts'
import type { SignOnProvider } from './signOnProvider.ts'
import { untie } from './tie.ts'
import { wecomProvider } from './wecom.ts'

/** The services by which people can sign in here. */
export const signOnProviders = (deps: Pick<Deps, 'clock' | 'config'>): readonly SignOnProvider[] => {
  const { oidc, wecom } = deps.config.signOn
  return [...(oidc ? [oidcProvider(oidc, deps)] : []), ...(wecom ? [wecomProvider(wecom, deps)] : [])]
}

export const signOnRoutes = (deps: Deps, providers: readonly SignOnProvider[]): Handlers<typeof signOn> => {
  const { config, random } = deps
  return {
    ways: () => ({ password: config.signOn.password, providers: providers.map(({ id, name }) => ({ id, name })) }),
    begin: async ({ params, body, request, response }) => {
      const provider = providers.find(({ id }) => id === params.provider) ?? fail('sign_on_not_offered')
      // In two tabs of one browser both can be finished.
      const secret = signOnSecretOf(request, config.publicOrigin) ?? Buffer.from(random(32)).toString('base64url')
      const from = { address: request.ip ?? '', userAgent: request.get('user-agent') ?? '' }
      const url = await beginSignOn(deps, provider, { ...from, secret, returnTo: body.returnTo })
      setSignOnCookie(response, config.publicOrigin, secret, signOnMs)
      return { url }
    },
  }
}

export const identityRoutes = (deps: Deps): Handlers<typeof identities> => {
  const named = async (employeeNo: string) => (await findByEmployeeNo(deps.db, employeeNo)) ?? fail('person_not_found')
  return {
    list: async ({ params }) => ({ items: await listIdentities(deps.db, (await named(params.employeeNo)).id) }),
    untie: async ({ params, me }) => {
      await untie(deps, await named(params.employeeNo), params.id, me.userId)
      return undefined
    },
  }
}

/**
 * Where a service sends the browser back to. It is a page and no call: another site leads here, so that it is held against the cookie of this
 * browser instead of against where it comes from.
 */
export const mountSignOnPage = (router: Router, deps: Deps, providers: readonly SignOnProvider[]): void => {
  const { publicOrigin } = deps.config
  const comeBack = async (request: Request<{ provider: string }>, response: Response) => {
    const provider = providers.find(({ id }) => id === request.params.provider)
    response.setHeader('cache-control', 'no-store')
    response.setHeader('referrer-policy', 'no-referrer')
    if (!provider) return response.redirect(303, '/login?problem=sign_on_not_offered')
    const from = { address: request.ip ?? '', userAgent: request.get('user-agent') ?? '' }
    const answer = new URL(`/sign-on/${provider.id}/callback${request.originalUrl.replace(/^[^?]*/, '')}`, publicOrigin)
    const { path, token } = await finishSignOn(deps, provider, { ...from, answer, secret: signOnSecretOf(request, publicOrigin) })
    if (token !== null) {
      // As with a password: the session that the browser came with ends here.
      await leave(deps, sessionTokenOf(request, publicOrigin))
      setSessionCookie(response, publicOrigin, token)
      clearSignOnCookie(response, publicOrigin)
    }
    response.redirect(303, path)
  }
  router.get('/sign-on/:provider/callback', (request, response) => comeBack(request, response))
}
