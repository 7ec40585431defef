import type { Orientation } from '@wallet/shared/templates/stage'

/** By how many degrees a sheet is turned to begin with: on a phone held upright a broad one lies, twice as large; whoever turns the phone then reads it. */
export const turnFor = (orientation: Orientation): number => (orientation === 'landscape' && innerHeight > innerWidth * 1.2 ? 90 : 0)
