import { parseCertificateNo } from '@wallet/shared/certificates/certificateNo'
import type { Organisation } from '@wallet/shared/operations/contract'
import { locales, type Locale } from '@wallet/shared/session/session'
import type { RenderedVerifyPage, VerifyPage } from '@wallet/shared/verification/page'
import type { Request, Response, Router } from 'express'
import { failureOf } from '../http/problem.ts'
import type { PublicVerify } from './routes.ts'

/** The built page: its HTML frame, and the function that draws its body. */
export interface VerifyPageBuild {
  readonly frame: string
  readonly render: (page: VerifyPage) => Promise<RenderedVerifyPage>
}

const localeOf = (request: Request): Locale => {
  const asked = locales.find(locale => locale === request.query['lang'])
  const accepted = request.acceptsLanguages(['zh-CN', 'zh', 'en'])
  return asked ?? (accepted === 'en' ? 'en' : 'zh-CN')
}

/** What the form sent where there is no script: a whole number in one field, or its parts in several; null: nothing. */
const typedIn = (request: Request): string | null => {
  const parts = [request.query['no'] ?? []].flat().map(String)
  return parts.find(part => parseCertificateNo(part) !== null) ?? (parts.join('').trim() ? [...parts.join('')].slice(0, 64).join('').toWellFormed() : null)
}

/** JSON inside a page: nothing in it can end the element it stands in. */
const island = (value: unknown) =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const compose = async ({ frame, render }: VerifyPageBuild, page: VerifyPage) => {
  const { head, body } = await render(page)
  const parts: Record<string, string> = { '%lang%': page.locale, '<!--head-->': head, '<!--body-->': body, '%page%': island(page) }
  return frame.replace(/%lang%|<!--head-->|<!--body-->|%page%/g, part => parts[part] ?? part)
}

/** `/v` and `/v/<number>`: the verdict stands in the first response, with the tags for link previews. */
export const mountVerifyPage = (router: Router, build: VerifyPageBuild, { ask }: PublicVerify, organisation: Organisation): void => {
  const answerTo = async (request: Request, asked: string | undefined) => {
    try {
      return { verdict: asked === undefined ? null : (await ask(request, asked)).verdict, trouble: null, retryAfter: 0 }
    } catch (error) {
      // A person reads this page: what has to wait is said in a sentence.
      const { code, details } = failureOf(error)
      if (code !== 'too_many_requests' && code !== 'unavailable') throw error
      return { verdict: null, trouble: code === 'unavailable' ? ('unavailable' as const) : ('tooMany' as const), retryAfter: details.retryAfter ?? 1 }
    }
  }
  const send = async (request: Request, response: Response, asked: string | undefined) => {
    const { verdict, trouble, retryAfter } = await answerTo(request, asked)
    const html = await compose(build, { locale: localeOf(request), verdict, trouble, organisation })
    if (retryAfter > 0) response.status(trouble === 'tooMany' ? 429 : 503).setHeader('retry-after', String(retryAfter))
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'no-cache')
    response.setHeader('vary', 'accept-language')
    response.setHeader('x-robots-tag', 'noindex')
    response.setHeader('referrer-policy', 'no-referrer')
    response.end(html)
  }
  router.get('/v', (request, response) => {
    const typed = typedIn(request)
    return typed === null ? send(request, response, undefined) : response.redirect(303, `/v/${encodeURIComponent(typed)}?lang=${localeOf(request)}`)
  })
  router.get('/v/:certificateNo', (request, response) => send(request, response, request.params.certificateNo))
}
