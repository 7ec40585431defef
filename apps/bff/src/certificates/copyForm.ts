import type { Hiding } from '@wallet/shared/certificates/copies'
import type { Deps } from '../deps.ts'
import type { FrozenFacts } from './facts.ts'

/** A copy of a certificate as somebody asks for it. */
export interface WantedCopy {
  readonly kind: 'svg' | 'png' | 'webp' | 'pdf'
  /** PNG and WebP: in pixels. */
  readonly width?: number | undefined
  /** In faded grey, for a certificate that is over. */
  readonly isVoid?: boolean | undefined
  readonly hide?: Hiding | undefined
}

/** The rules by which copies are made here: raised where they come out differently (redaction, fading). */
const rules = 'copies-2'

export const usualWidth = 1200

/** What a copy is called among those of its certificate: `pdf`, `png-1200`, `webp-320-void`, `svg-hide-name-score`. */
export const formOf = ({ kind, width = usualWidth, isVoid, hide }: WantedCopy): string =>
  [
    kind,
    ...(kind === 'png' || kind === 'webp' ? [width] : []),
    ...(isVoid ? ['void'] : []),
    ...(hide === undefined ? [] : ['hide', hide.replace(',', '-')]),
  ].join('-')

/** Who would make it now: a copy by another maker is made anew. */
export const makerOf = ({ renderer, press }: Pick<Deps, 'renderer' | 'press'>, { kind, hide }: WantedCopy): string =>
  [rules, ...(hide === undefined ? [] : [renderer.version]), ...(kind === 'svg' ? [] : [press.version])].join(' ')

/** What there is to hide of it: a score that is not there need not be. */
export const hidingFor = ({ score }: Pick<FrozenFacts, 'score'>, hide: Hiding | undefined): Hiding | undefined => {
  if (score !== null || hide === undefined) return hide
  return hide === 'score' ? undefined : 'name'
}
