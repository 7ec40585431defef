import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Orientation, Placeholder } from '@wallet/shared/templates/stage'

/** A picture that was uploaded, as WebP. */
export interface AssetPicture {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}
/** Pictures by their name in a template. */
export type Assets = Readonly<Record<string, AssetPicture>>

/** Everything that a picture is drawn from. */
export interface Drawing {
  readonly templateHtml: string
  readonly templateStyle: string
  readonly orientation: Orientation
  readonly type: CertificateType
  /** The name of a picture; null: none. */
  readonly backgroundUrl: string | null
  /** Null: the built-in one of the type. */
  readonly logoUrl: string | null
  readonly sealUrl: string | null
  /** The pictures that were uploaded for it: `asset:<id>`. */
  readonly assets?: Assets
  /** Ready text for each field; '' where it is absent. */
  readonly facts: Readonly<Record<Placeholder, string>>
  /** What the QR code says. */
  readonly verifyUrl: string
}

/** A certificate as it is drawn, once and for all. */
export interface Picture {
  /** One self-contained SVG: outlines, and pictures that were uploaded, within it; no font, and no link outside itself. */
  readonly svg: string
  /** Whether some text did not fit, even at its smallest, or there is more than is ever drawn; then there may be no SVG. */
  readonly overflows: boolean
  /** Characters of the facts that no font here can draw. */
  readonly missing: readonly string[]
  /** The letters that every certificate of this design shows, for keeping them once (see stored.ts). */
  readonly outlines: string
}
