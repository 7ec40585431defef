const mebibyte = 1024 * 1024

/** How large a file of a lesson may be, in bytes. */
export const mediaLimits = { picture: 5 * mebibyte, document: 20 * mebibyte, video: 100 * mebibyte } as const
/** A picture may have so many pixels: more is not even decoded. */
export const mostPixels = 25_000_000
/** So many of them in a row or a column: a thread of millions is no picture, and slow to draw. */
export const longestSide = 12_000
/** What a browser offers to choose from; what counts is what is in the file. */
export const mediaTypes = { picture: 'image/png,image/jpeg,image/webp', document: 'application/pdf', video: 'video/mp4' } as const
/** The kinds of files that lessons hold. */
export type MediaKind = keyof typeof mediaLimits
