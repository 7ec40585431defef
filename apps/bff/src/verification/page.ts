import { parseCertificateNo } from '@wallet/shared/certificates/certificateNo'
import type { Organisation } from '@wallet/shared/operations/contract'
import { locales, type Locale } from '@wallet/shared/session/session'
import type { KeptVerifyPage, RenderedVerifyPage, VerifyPage } from '@wallet/shared/verification/page'
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

const fill = (frame: string, locale: Locale, { head, body }: RenderedVerifyPage, page: VerifyPage | KeptVerifyPage) => {
  const parts: Record<string, string> = { '%lang%': locale, '<!--head-->': head, '<!--body-->': body, '%page%': island(page) }
  return frame.replace(/%lang%|<!--head-->|<!--body-->|%page%/g, part => parts[part] ?? part)
}

/** What a page is about; the rest of it is the same for everyone. */
export interface PageAnswer extends Pick<VerifyPage, 'verdict' | 'trouble' | 'shared'> {
  readonly status: number
  /** Seconds until asking again makes sense; 0: now. */
  readonly retryAfter: number
}
export type SendPage = (request: Request, response: Response, answer: PageAnswer) => Promise<void>

/** Draws a public page and sends it: nobody keeps it, no search engine lists it, and no other site learns its address. */
export const publicPage =
  (build: VerifyPageBuild, organisation: Organisation): SendPage =>
  async (request, response, { status, retryAfter, ...about }) => {
    const page = { ...about, locale: localeOf(request), organisation, path: request.path }
    const html = fill(build.frame, page.locale, await build.render(page), page)
    if (retryAfter > 0) response.setHeader('retry-after', String(retryAfter))
    sendHtml(response.status(status), html)
  }

const sendHtml = (response: Response, html: string) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'no-cache')
  response.setHeader('vary', 'accept-language')
  response.setHeader('x-robots-tag', 'noindex')
  response.setHeader('referrer-policy', 'no-referrer')
  response.end(html)
}

/** A person reads this page: what they have to wait for is said in a sentence. Anything else is not ours to say. */
export const waitAnswer = (error: unknown): PageAnswer => {
  const { code, details } = failureOf(error)
  if (code !== 'too_many_requests' && code !== 'unavailable') throw error
  const isTooMany = code === 'too_many_requests'
  return { verdict: null, shared: null, trouble: isTooMany ? 'tooMany' : 'unavailable', status: isTooMany ? 429 : 503, retryAfter: details.retryAfter ?? 1 }
}

/** `/v` and `/v/<number>`: the verdict stands in the first response, with the tags for link previews. */
export const mountVerifyPage = (router: Router, sendPage: SendPage, { ask }: PublicVerify): void => {
  const answerTo = async (request: Request, asked: string | undefined): Promise<PageAnswer> => {
    const verdict = asked === undefined ? null : (await ask(request, asked)).verdict
    return { verdict, shared: null, trouble: null, status: 200, retryAfter: 0 }
  }
  const send = async (request: Request, response: Response, asked: string | undefined) =>
    sendPage(request, response, await answerTo(request, asked).catch(waitAnswer))
  router.get('/v', (request, response) => {
    const typed = typedIn(request)
    return typed === null ? send(request, response, undefined) : response.redirect(303, `/v/${encodeURIComponent(typed)}?lang=${localeOf(request)}`)
  })
  router.get('/v/:certificateNo', (request, response) => send(request, response, request.params.certificateNo))
}

/** `/verify.html`: the page with nothing on it but whose it is. Phones keep it, and draw the form on it where there is no network. */
export const mountKeptPage = (router: Router, { frame }: VerifyPageBuild, organisation: Organisation): void => {
  const html = fill(frame, 'zh-CN', { head: '', body: '' }, { organisation })
  router.get('/verify.html', (_request, response) => sendHtml(response, html))
}
