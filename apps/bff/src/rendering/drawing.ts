import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Orientation, Placeholder } from '@wallet/shared/templates/stage'

/** Everything that a picture is drawn from. */
export interface Drawing {
  readonly templateHtml: string
  readonly templateStyle: string
  readonly orientation: Orientation
  readonly type: CertificateType
  /** `builtin:course`, `builtin:exam`, `builtin:achievement` or null. */
  readonly backgroundUrl: string | null
  /** Ready text for each field; '' where it is absent. */
  readonly facts: Readonly<Record<Placeholder, string>>
  /** What the QR code says. */
  readonly verifyUrl: string
}

/** A certificate as it is drawn, once and for all. */
export interface Picture {
  /** One self-contained SVG: outlines only, no picture, font or link outside itself. */
  readonly svg: string
  /** Whether some text did not fit, even at its smallest, or there is more than is ever drawn; then there may be no SVG. */
  readonly overflows: boolean
  /** Characters of the facts that no font here can draw. */
  readonly missing: readonly string[]
  /** The letters that every certificate of this design shows, for keeping them once (see stored.ts). */
  readonly outlines: string
}
