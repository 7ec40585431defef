/** The stage a template is drawn on, in pixels: 4 to the millimetre, A4. */
export const stages = { landscape: { width: 1188, height: 840 }, portrait: { width: 840, height: 1188 } } as const
/** How a sheet lies. */
export const orientations = ['landscape', 'portrait'] as const
export type Orientation = (typeof orientations)[number]

/** What `{{…}}` in a template may name; the value is filled in as text. */
export const placeholders = ['holderName', 'title', 'description', 'score', 'completionRate', 'certificateNo', 'issuedAt', 'validUntil', 'issuerName'] as const
export type Placeholder = (typeof placeholders)[number]
/** How many characters a fact may have. */
export const longestFacts: Readonly<Record<Placeholder, number>> = {
  holderName: 100,
  title: 200,
  description: 500,
  score: 6,
  completionRate: 7,
  certificateNo: 26,
  issuedAt: 10,
  validUntil: 10,
  issuerName: 100,
}
/** What `src="{{…}}"` may name. */
export const pictures = ['background', 'qr', 'logo', 'seal'] as const

/** The samples that a template can be looked at with: usual facts; a long name, title and description; rare characters; English only; without score and rate. */
export const sampleNames = ['usual', 'long', 'rare', 'english', 'noScore'] as const
export type SampleName = (typeof sampleNames)[number]
