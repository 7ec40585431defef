import { expect, type APIRequestContext } from '@playwright/test'
import type { TemplateDraft } from '@wallet/shared/templates/template'

/** A design with room for whatever somebody writes. */
export const draft: TemplateDraft = {
  name: '',
  type: 'course',
  backgroundUrl: null,
  logoUrl: null,
  sealUrl: null,
  numberPrefix: null,
  form: null,
  templateHtml: '<section class="sheet"><p>{{title}}</p><p>{{description}}</p><p>{{holderName}}</p><img class="qr" src="{{qr}}" alt=""></section>',
  templateStyle:
    ".sheet{position:relative;width:1188px;height:840px;padding:40px;background-color:#ffffff;font-family:'Cert Sans';font-size:24px;line-height:36px;color:#111111}.qr{width:123px;height:123px}",
  isActive: true,
  sortOrder: 9,
  orientation: 'landscape',
  validityMonths: 12,
}

/** Sends something to the API, as the page would. */
export const poster =
  (request: APIRequestContext, origin: string) =>
  async <T>(url: string, data: unknown): Promise<T> => {
    const answer = await request.post(url, { data, headers: { origin } })
    expect(answer.ok(), `${url}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
