import type { AuthoredRow } from '@wallet/shared/authoring'

/** What a list of content shows, as cards on the phone and as a table at the desk. */
export interface Listing {
  readonly rows: readonly AuthoredRow[]
  /** The route that opens one. */
  readonly open: string
  readonly detail: (row: AuthoredRow) => string
  readonly detailLabel: string
  readonly mayOrder: boolean
}
