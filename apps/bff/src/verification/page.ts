import type { Organisation } from '@wallet/shared/operations/contract'
import { locales, type Locale } from '@wallet/shared/session/session'
import type { RenderedVerifyPage, VerifyPage } from '@wallet/shared/verification/page'
import type { Request, Response, Router } from 'express'
import type { LimitedVerify } from './routes.ts'

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

/** JSON inside a page: nothing in it can end the element it stands in. */
const island = (value: unknown) =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const compose = async ({ frame, render }: VerifyPageBuild, page: VerifyPage) => {
  const { head, body } = await render(page)
  const parts: Record<string, string> = { '%lang%': page.locale, '<!--head-->': head, '<!--body-->': body, '%page%': island(page) }
  return frame.replace(/%lang%|<!--head-->|<!--body-->|%page%/g, part => parts[part] ?? part)
}

/** `/v` and `/v/<number>`: the verdict stands in the first response, with the tags for link previews. */
export const mountVerifyPage = (router: Router, build: VerifyPageBuild, verify: LimitedVerify, organisation: Organisation): void => {
  const send = async (request: Request, response: Response, asked: string | undefined) => {
    const verdict = asked === undefined ? null : (await verify(request, asked)).verdict
    const html = await compose(build, { locale: localeOf(request), verdict, organisation })
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'no-cache')
    response.setHeader('vary', 'accept-language')
    response.setHeader('x-robots-tag', 'noindex')
    response.setHeader('referrer-policy', 'no-referrer')
    response.end(html)
  }
  router.get('/v', (request, response) => send(request, response, undefined))
  router.get('/v/:certificateNo', (request, response) => send(request, response, request.params.certificateNo))
}
