import { parseCertificateNo, readSymbols, readTyped, symbols, type CertificateNo } from '@wallet/shared/certificates/certificateNo'

/** A number as it stands in the field: the letters in front, the year, and three groups of four. */
export interface TypedNo {
  readonly prefix: string
  readonly parts: readonly string[]
}

/** What is wrong with it: something is missing, a symbol that no number has, or a check symbol that does not fit. */
export type Slip =
  | { readonly kind: 'missing'; readonly count: number; readonly part: number }
  | { readonly kind: 'symbol'; readonly symbol: string; readonly part: number }
  | { readonly kind: 'checkSymbol' }

const count = 4
const size = 4

export const emptyNo = (prefix: string): TypedNo => ({ prefix, parts: Array.from({ length: count }, () => '') })

const cut = (text: string) => Array.from({ length: count }, (_, part) => text.slice(part * size, (part + 1) * size))

/** A number as certificates and links show it, within whatever was copied along. */
const written = /(?:^|[^A-Z0-9])([A-Z]{2,6}-\d{4}(?:-[0-9A-Z]{4}){3})(?![0-9A-Z])/

/** A whole number, as pasted or asked: letters, then what follows from the year on; null where it does not begin like one. */
export const readWhole = (text: string): TypedNo | null => {
  const [, within] = written.exec(text.normalize('NFKC').toUpperCase()) ?? []
  const [, prefix, rest] = /^([A-Z]{2,6}?)(\d.*)$/.exec(readTyped(within ?? text)) ?? []
  return prefix === undefined || rest === undefined ? null : { prefix, parts: cut(readSymbols(rest)) }
}

/** The number in the field, if it is one. */
export const numberOf = ({ prefix, parts }: TypedNo): CertificateNo | null => parseCertificateNo(prefix + parts.join(''))

const isWhole = (text: string, prefix: string) => readTyped(text).startsWith(prefix) || readTyped(text).length >= count * size

/** What is too long for a part goes on in the next ones; one surplus key never overwrites what already stands there. */
const spread = (parts: readonly string[], part: number, text: string): string[] => {
  const [here, rest] = [text.slice(0, size), text.slice(size)]
  const next = parts[part + 1]
  const placed = parts.map((old, index) => (index === part ? here : old))
  return rest === '' || next === undefined || (next !== '' && rest.length < size) ? placed : spread(placed, part + 1, rest)
}

/** The number after a part has been typed or pasted into. A whole number fills everything, whichever part it was put in. */
export const typeInto = (typed: TypedNo, part: number, text: string): TypedNo => {
  const whole = isWhole(text, typed.prefix) ? readWhole(text) : null
  return whole ?? { ...typed, parts: spread(typed.parts, part, readSymbols(readTyped(text))) }
}

/** The number after the last symbol in front of a part has been taken away. */
export const eraseBefore = (typed: TypedNo, part: number): TypedNo => ({
  ...typed,
  parts: typed.parts.map((text, index) => (index === part - 1 ? text.slice(0, -1) : text)),
})

/** Where to type next: the first part from this one on that has room, or the last. */
export const nextPart = ({ parts }: TypedNo, from: number): number => {
  const found = parts.findIndex((part, index) => index >= from && part.length < size)
  return found < 0 ? count - 1 : found
}

/** The first thing wrong with the number in the field, or null where it is one. */
export const slipOf = (typed: TypedNo): Slip | null => {
  const { parts } = typed
  for (const [part, text] of parts.entries()) {
    const symbol = [...text].find(one => (part === 0 ? !/\d/.test(one) : !symbols.includes(one)))
    if (symbol !== undefined) return { kind: 'symbol', symbol, part }
  }
  const missing = count * size - parts.join('').length
  if (missing > 0) return { kind: 'missing', count: missing, part: nextPart(typed, 0) }
  // Without the letters in front nobody can tell.
  return typed.prefix !== '' && numberOf(typed) === null ? { kind: 'checkSymbol' } : null
}
