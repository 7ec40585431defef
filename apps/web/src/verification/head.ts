import type { VerifyPage } from '@wallet/shared/verification/page'
import { nameOf } from '../i18n/organisationName.ts'
import { tell } from './told.ts'
import { wordsOf } from './words.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, character => escapes[character] ?? character)

const meta = (kind: 'name' | 'property', name: string, content: string) => `<meta ${kind}="${name}" content="${escaped(content)}">`

/** Title and link-preview tags: the verdict and the certificate's title, and nothing of the person but what the page itself shows. */
export const headOf = (page: VerifyPage): string => {
  const { verdict, organisation, locale } = page
  const { word, sentence } = tell(page)
  const title = `${word} · ${wordsOf(locale).title} · ${nameOf(organisation, locale)}`
  const about = verdict?.certificate && verdict.outcome !== 'malformed' ? `${sentence} ${verdict.certificate.title}` : sentence
  const isKnown = verdict !== null && verdict.outcome !== 'malformed'
  return [
    `<title>${escaped(title)}</title>`,
    meta('name', 'description', about),
    meta('name', 'robots', 'noindex'),
    meta('name', 'referrer', 'no-referrer'),
    meta('property', 'og:title', title),
    meta('property', 'og:description', about),
    meta('property', 'og:type', 'website'),
    meta('property', 'og:url', `${organisation.publicOrigin}/v${isKnown ? `/${verdict.certificateNo}` : ''}`),
    meta('property', 'og:site_name', nameOf(organisation, locale)),
    meta('property', 'og:image', `${organisation.publicOrigin}/icon-512.png`),
    meta('property', 'og:locale', locale === 'en' ? 'en_GB' : 'zh_CN'),
    meta('name', 'twitter:card', 'summary'),
  ].join('\n    ')
}
