/** Widths in pixels in which a certificate's picture can be had; the height follows the sheet. */
export const pictureWidths = [320, 480, 1200, 2376] as const
export type PictureWidth = (typeof pictureWidths)[number]

/** What a copy may leave off, so that it can be shown around: the holder's name is masked, the score is not there. */
export const hidings = ['name', 'score', 'name,score'] as const
export type Hiding = (typeof hidings)[number]

/** How a certificate that has ended is shown: in faded grey. */
export const voided = 'void'

/** So many certificates fit into one archive. */
export const archiveLimit = 100
