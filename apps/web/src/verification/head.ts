import { stages } from '@wallet/shared/templates/stage'
import type { VerifyPage } from '@wallet/shared/verification/page'
import { nameOf } from '../i18n/organisationName.ts'
import { tell, titleOf } from './told.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, character => escapes[character] ?? character)

const meta = (kind: 'name' | 'property', name: string, content: string) => `<meta ${kind}="${name}" content="${escaped(content)}">`

/** What a preview shows: the certificate behind a link of its holder, otherwise our mark. */
const pictureTags = ({ shared, organisation: { publicOrigin } }: VerifyPage) => {
  if (!shared) return [meta('property', 'og:image', `${publicOrigin}/icon-512.png`), meta('name', 'twitter:card', 'summary')]
  const { width, height } = stages[shared.orientation]
  return [
    meta('property', 'og:image', publicOrigin + shared.pngUrl),
    meta('property', 'og:image:type', 'image/png'),
    meta('property', 'og:image:width', '1200'),
    meta('property', 'og:image:height', String(Math.round((1200 * height) / width))),
    meta('name', 'twitter:card', 'summary_large_image'),
  ]
}

/** Title and link-preview tags: the verdict and the certificate's title, and nothing of the person but what the page itself shows. */
export const headOf = (page: VerifyPage): string => {
  const { verdict, organisation, locale, shared } = page
  const { finding, sentence } = tell(page)
  const title = titleOf(page)
  const about = verdict?.certificate && finding !== 'altered' ? `${sentence} ${verdict.certificate.title}` : sentence
  const isKnown = verdict !== null && verdict.outcome !== 'malformed'
  const path = shared ? page.path : `/v${isKnown ? `/${verdict.certificateNo}` : ''}`
  return [
    `<title>${escaped(title)}</title>`,
    meta('name', 'description', about),
    meta('name', 'robots', 'noindex'),
    meta('name', 'referrer', 'no-referrer'),
    meta('property', 'og:title', title),
    meta('property', 'og:description', about),
    meta('property', 'og:type', 'website'),
    meta('property', 'og:url', organisation.publicOrigin + path),
    meta('property', 'og:site_name', nameOf(organisation, locale)),
    ...pictureTags(page),
    meta('property', 'og:locale', locale === 'en' ? 'en_GB' : 'zh_CN'),
  ].join('\n    ')
}
