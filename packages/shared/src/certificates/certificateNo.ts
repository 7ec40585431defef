/** A certificate number in its canonical form, e.g. `KPL-2026-7K3M-9QXD-4R2T`. Only `parseCertificateNo` and `drawCertificateNo` make one. */
export type CertificateNo = string & { readonly __brand: 'CertificateNo' }

/** `(byteCount) → that many cryptographically random bytes`. */
export type Random = (byteCount: number) => Uint8Array

/** The 32 symbols of Crockford's base 32: no I, L, O, U. */
export const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** What a number may begin with: the organisation's letters. */
export const prefixPattern = /^[A-Z]{2,6}$/
const randomSymbols = 11 // 55 bits
const tail = randomSymbols + 1

/*
 * The check symbol makes Σ αⁱ·vᵢ = 0 over GF(32), i counted from the right, α a generator of the field. One wrong symbol
 * adds αⁱ·e ≠ 0; two neighbours a, b the wrong way round add αⁱ(1 + α)(a + b) ≠ 0. So every single error and every swap of
 * neighbours is caught, in the prefix and the year as well, and the check symbol is one of the same 32 symbols.
 */
const primitive = 0b100101 // x⁵ + x² + 1
const timesAlpha = (value: number) => (value << 1) ^ (value & 16 ? primitive : 0)
const sum = (values: readonly number[]) => values.reduce((total, value) => timesAlpha(total) ^ value, 0)
const valuesOf = (prefix: string, rest: string) => [
  ...[...prefix].map(letter => letter.charCodeAt(0) - 65),
  ...[...rest].map(symbol => symbols.indexOf(symbol)),
]

const format = (prefix: string, rest: string) => `${prefix}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8, 12)}-${rest.slice(12)}` as CertificateNo

/**
 * Draws a new number: `<prefix>-<year>-XXXX-XXXX-XXXC` with 11 random symbols and the check symbol C.
 * `prefix` is 2–6 letters A–Z; `year` has four digits.
 */
export const drawCertificateNo = (prefix: string, year: number, random: Random): CertificateNo => {
  const drawn = [...random(randomSymbols)].map(byte => symbols.charAt(byte & 31)).join('')
  const rest = `${year}${drawn}`
  // Horner: the check symbol is at α⁰, so it is the sum of all before it, times α.
  const check = symbols.charAt(timesAlpha(sum(valuesOf(prefix, rest))))
  return format(prefix, rest + check)
}

/** What a person typed, as far as it can be read: upper case, full-width forms folded, no spaces or hyphens. */
export const readTyped = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212-]/g, '')

/** I and L are read as 1, O as 0, as in Crockford's base 32. */
export const readSymbols = (text: string): string => text.replace(/[IL]/g, '1').replace(/O/g, '0')

/**
 * Reads a number as scanned or typed (case, spaces, hyphens and look-alikes do not matter) and gives its canonical form,
 * or null where it cannot be one: wrong length, a symbol outside the alphabet, or a check symbol that does not fit.
 */
export const parseCertificateNo = (text: string): CertificateNo | null => {
  if (text.length > 64) return null
  const typed = readTyped(text)
  const prefix = typed.slice(0, -(4 + tail))
  const rest = readSymbols(typed.slice(-(4 + tail)))
  if (!prefixPattern.test(prefix) || !/^\d{4}/.test(rest)) return null
  const values = valuesOf(prefix, rest)
  return values.includes(-1) || sum(values) !== 0 ? null : format(prefix, rest)
}

/** The letters that a number begins with. */
export const prefixOf = (certificateNo: string): string => certificateNo.slice(0, certificateNo.indexOf('-'))
