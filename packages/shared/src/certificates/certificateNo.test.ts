import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawCertificateNo, parseCertificateNo, symbols } from './certificateNo.ts'

const bytes = fc.uint8Array({ minLength: 11, maxLength: 11 })
const number = fc
  .tuple(fc.stringMatching(/^[A-Z]{2,6}$/), fc.integer({ min: 1000, max: 9999 }), bytes)
  .map(([prefix, year, random]) => drawCertificateNo(prefix, year, () => random))
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Every number that differs in one symbol, by position: letters in the prefix, symbols elsewhere. */
const typos = (no: string) => {
  const prefixLength = no.indexOf('-')
  return [...no].flatMap((symbol, at) =>
    symbol === '-'
      ? []
      : [...(at < prefixLength ? letters + '0123456789' : symbols)].filter(other => other !== symbol).map(other => no.slice(0, at) + other + no.slice(at + 1)),
  )
}

/** Every number in which two different neighbours have changed places, hyphens set aside. */
const swaps = (no: string) => {
  const bare = no.replaceAll('-', '')
  return [...bare].slice(1).flatMap((symbol, i) => (symbol === bare[i] ? [] : [bare.slice(0, i) + symbol + bare.charAt(i) + bare.slice(i + 2)]))
}

describe('a certificate number', () => {
  it('reads back as itself', () => {
    fc.assert(
      fc.property(number, no => {
        expect(parseCertificateNo(no)).toBe(no)
      }),
    )
  })
  it('is shown as prefix, year and three groups of four', () => {
    expect(drawCertificateNo('KPL', 2026, count => new Uint8Array(count))).toMatch(/^KPL-2026-0000-0000-000[0-9A-Z]$/)
  })
  it('is told wrong for every single wrong symbol', () => {
    fc.assert(
      fc.property(number, no => {
        expect(typos(no).filter(parseCertificateNo)).toEqual([])
      }),
    )
  })
  it('is told wrong for every swap of two neighbours', () => {
    fc.assert(
      fc.property(number, no => {
        expect(swaps(no).filter(parseCertificateNo)).toEqual([])
      }),
    )
  })
  it('may be typed in lower case, without hyphens, with spaces, full-width, and with look-alikes', () => {
    fc.assert(
      fc.property(number, no => {
        const prefixLength = no.indexOf('-')
        const lookalike = no.slice(0, prefixLength) + no.slice(prefixLength).replaceAll('1', 'l').replaceAll('0', 'O')
        const wide = [...no].map(c => (c === '-' ? '－' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join('')
        for (const typed of [no.toLowerCase(), no.replaceAll('-', ''), ` ${no.replaceAll('-', ' ')} `, wide, lookalike])
          expect(parseCertificateNo(typed)).toBe(no)
      }),
    )
  })
  it.each([
    '',
    '-',
    'KPL',
    'KPL-2026',
    'KPL-2026-7K3M-9QXD',
    'KPL-2026-UUUU-UUUU-UUUU',
    '2026-7K3M-9QXD-4R2T',
    "' OR 1=1 --",
    'K'.repeat(10_000),
    '证书',
    '\u0000',
  ])('is not %j', text => {
    expect(parseCertificateNo(text)).toBeNull()
  })
})
