import { lastDayOf } from '@wallet/shared/certificates/validity'
import { fail } from '@wallet/shared/problem'
import type { Locale } from '@wallet/shared/session/session'
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventClass, ICalEventTransparency } from 'ical-generator'
import type { FrozenFacts } from './facts.ts'

const words: Record<Locale, { summary: (title: string) => string; description: (facts: { certificateNo: string; verifyUrl: string }) => string }> = {
  'zh-CN': {
    summary: title => `证书到期：${title}`,
    description: ({ certificateNo, verifyUrl }) => `今天是证书有效期的最后一天。\n证书编号：${certificateNo}\n查看与验证：${verifyUrl}`,
  },
  en: {
    summary: title => `Certificate expires: ${title}`,
    description: ({ certificateNo, verifyUrl }) => `The last day on which this certificate is valid.\nNumber: ${certificateNo}\nSee and verify: ${verifyUrl}`,
  },
}

/** So many days ahead, at nine in the morning: the day itself begins at midnight. */
const remindedDays = [30, 7]
const secondsBefore = (days: number) => days * 86_400 - 9 * 3_600

interface Expiry {
  readonly certificate: Pick<FrozenFacts, 'certificateNo' | 'title' | 'validUntil'>
  readonly verifyUrl: string
  readonly zone: string
  readonly locale: Locale
  readonly now: Date
}

/** The last day of validity as an event of a calendar, all day, with reminders. The same certificate is always the same event. */
export const expiryCalendar = ({ certificate: { certificateNo, title, validUntil }, verifyUrl, zone, locale, now }: Expiry): string => {
  const { year, month, day } = lastDayOf(validUntil ?? fail('certificate_unlimited'), zone)
  const calendar = ical({ method: ICalCalendarMethod.PUBLISH, prodId: { company: 'wallet', product: 'certificates', language: locale } })
  const event = calendar.createEvent({
    id: certificateNo,
    stamp: now,
    start: new Date(Date.UTC(year, month - 1, day)),
    allDay: true,
    summary: words[locale].summary(title),
    description: words[locale].description({ certificateNo, verifyUrl }),
    url: verifyUrl,
    transparency: ICalEventTransparency.TRANSPARENT,
    class: ICalEventClass.PRIVATE,
  })
  for (const days of remindedDays) event.createAlarm({ type: ICalAlarmType.display, trigger: secondsBefore(days) })
  // The last line ends like the others.
  return `${calendar.toString()}\r\n`
}
