import { clockOf, dayOf, lastDay, timeOf } from '../i18n/dates.ts'
import { useWords } from '../i18n/index.ts'
import { useZone } from './zone.ts'

/** Instants as this reader reads them: the organisation's zone, the reader's language. */
export const useDates = () => {
  const zone = useZone()
  const { locale } = useWords()
  return {
    day: (instant: string) => dayOf(instant, zone.value, locale.value),
    lastDay: (validUntil: string) => lastDay(validUntil, zone.value, locale.value),
    time: (instant: string) => timeOf(instant, zone.value, locale.value),
    clock: (instant: string) => clockOf(instant, zone.value),
  }
}
