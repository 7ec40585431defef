import { parseCertificateNo, type CertificateNo } from '@wallet/shared/certificates/certificateNo'
import { numberOf, readWhole } from '../verification/typedNo.ts'
import { contentOf, type Content } from './contentOf.ts'

/** What a scanned code says: a number to be verified, a shared certificate, or something that is not ours and is never opened. */
export type Reading = { readonly kind: 'verify'; readonly asked: string } | { readonly kind: 'share'; readonly token: string } | Foreign

export interface Foreign {
  readonly kind: 'foreign'
  readonly content: Content | 'ownPage'
  readonly text: string
  /** Where a web address leads, e.g. `evil.example`; with its scheme where that is not https. Null: it is none. */
  readonly host: string | null
  /** A well-formed number of a certificate that stands in it; null: none does. */
  readonly certificateNo: CertificateNo | null
}

/** Reads a code, judging links by `publicOrigin`, e.g. `https://wallet.example`: the same scheme, host and port, and nobody's name in front. */
export const readCode = (text: string, publicOrigin: string): Reading => {
  const asked = bareNumber(text)
  if (asked !== null) return { kind: 'verify', asked }
  const url = webAddress(text)
  const isOurs = url !== null && isPlain(text, url) && url.origin === new URL(publicOrigin).origin
  return (isOurs ? ours(url) : null) ?? foreign(text, url, isOurs)
}

/** A number and nothing else; one with a slip is asked for all the same, and the answer says so. */
const bareNumber = (text: string): string | null => {
  const typed = text.normalize('NFKC').trim().toUpperCase()
  return parseCertificateNo(text) ?? (/^[A-Z]{2,6}-\d{4}(-[0-9A-Z]{4}){3}$/.test(typed) ? typed : null)
}

/** Browsers read addresses generously: without a scheme, with backslashes. So is what is said about them. */
const webAddress = (text: string): URL | null => {
  const address = text.trim()
  if (contentOf(address) !== 'web') return null
  const whole = /^https?:/i.test(address) ? address : `https://${address.replace(/^\/+/, '')}`
  return attempt(() => new URL(whole))
}

/** Written out, as our own codes are: scheme, host, and no character that a browser would drop or turn. */
const isPlain = (text: string, { username, password }: URL) =>
  /^https?:\/\/[!-.0-?A-[\]-~]+\/[!-[\]-~]*$/i.test(text.trim()) && username === '' && password === ''

const ours = ({ pathname }: URL): Reading | null => {
  const [, room, rest = ''] = /^\/(v|s)\/([^/]+)\/?$/i.exec(pathname) ?? []
  const name = decoded(rest)
  if (room === undefined || name === null) return null
  return /v/i.test(room) ? { kind: 'verify', asked: parseCertificateNo(name) ?? [...name].slice(0, 64).join('') } : share(name)
}

const share = (token: string): Reading | null => (/^[\w-]{8,128}$/.test(token) ? { kind: 'share', token } : null)

const decoded = (text: string): string | null => attempt(() => decodeURIComponent(text))

const attempt = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch {
    return null
  }
}

const foreign = (text: string, url: URL | null, isOurs: boolean): Foreign => ({
  kind: 'foreign',
  content: isOurs ? 'ownPage' : url || contentOf(text) !== 'web' ? contentOf(text) : 'text',
  text,
  host: url && hostOf(url),
  certificateNo: claimIn(text, url),
})

const hostOf = ({ protocol, host }: URL) => (protocol === 'https:' ? host : `${protocol}//${host}`)

/** The number that a text claims to be about: at the end of an address, or written out somewhere in it. */
const claimIn = (text: string, url: URL | null): CertificateNo | null => {
  const last = parseCertificateNo(decoded(url?.pathname.replace(/\/+$/, '').split('/').at(-1) ?? '') ?? '')
  const written = readWhole(decoded(text) ?? text)
  return last ?? (written && numberOf(written))
}
