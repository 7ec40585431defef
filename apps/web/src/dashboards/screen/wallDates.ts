import type { Speech } from '../charts/chart.ts'

/** `14:05:32` in the organisation's zone. */
export const wallClock = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)

/** `14:05` */
export const wallTime = (at: Date, zone: string): string => wallClock(at, zone).slice(0, 5)

/** The hour of the day there, 0–23. */
export const hourIn = (at: Date, zone: string): number => Number(wallClock(at, zone).slice(0, 2))

/** `11 月 23 日 星期一`, in English `Mon 23 Nov`. */
export const wallDate = (at: Date, zone: string, { say, locale }: Speech): string => {
  const words = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    day: 'numeric',
    month: locale === 'en' ? 'short' : 'numeric',
    weekday: locale === 'en' ? 'short' : 'long',
  }).formatToParts(at)
  return say('dashboards.screen.date', Object.fromEntries(words.map(({ type, value }) => [type, value])))
}
