import type { Hiding } from '@wallet/shared/certificates/copies'

export const looks = ['paper', 'ink', 'festive'] as const
export type Look = (typeof looks)[number]
export const formats = ['portrait', 'square'] as const
export type Format = (typeof formats)[number]
/** In CSS pixels; whole ones, as everything on a poster. */
export const sizes: Readonly<Record<Format, { readonly width: number; readonly height: number }>> = {
  portrait: { width: 375, height: 660 },
  square: { width: 375, height: 375 },
}

/** What a person chooses for a poster, and this device remembers. */
export interface Choices {
  readonly look: Look
  readonly format: Format
  readonly showName: boolean
  readonly showScore: boolean
}
const first: Choices = { look: 'paper', format: 'portrait', showName: true, showScore: true }

const isOneOf = <T extends string>(known: readonly T[], value: unknown): value is T => known.some(one => one === value)

/** The choices as they were kept; what is not there or not known is as at first. */
export const choicesFrom = (kept: unknown): Choices => {
  const { look, format, showName, showScore }: Partial<Record<keyof Choices, unknown>> = Object(kept)
  return {
    look: isOneOf(looks, look) ? look : first.look,
    format: isOneOf(formats, format) ? format : first.format,
    showName: showName !== false,
    showScore: showScore !== false,
  }
}

/** The address of a file of the certificate, without what is to be left off. */
export const withoutHidden = (url: string, hiding: Hiding | undefined): string => (hiding ? `${url}${url.includes('?') ? '&' : '?'}hide=${hiding}` : url)
