/** How far the server's clock is ahead of this device's, in milliseconds, as its last answer said. */
let ahead = 0

/** Learns the server's time from the `Date` of an answer; it is exact to a second or two. */
export const setByAnswer = (date: string | null, received: number) => {
  const said = Date.parse(date ?? '')
  if (!Number.isNaN(said)) ahead = Math.abs(said - received) > 5_000 ? said - received : 0
}

/** The time it is for the server: a phone's clock may be wrong. */
export const serverNow = (): Date => new Date(Date.now() + ahead)
