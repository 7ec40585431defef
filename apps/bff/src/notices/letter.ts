import type { Notice } from '@wallet/shared/notices/contract'
import type { Locale } from '@wallet/shared/session/session'
import type { Config } from '../config.ts'

interface Words {
  readonly subject: (title: string) => string
  readonly subjectOfSeveral: (count: number) => string
  readonly greeting: (fullName: string) => string
  readonly ends: (title: string, day: string, daysLeft: number) => string
  readonly ended: (title: string, day: string) => string
  readonly missing: (title: string) => string
  readonly nameCorrected: (title: string) => string
  readonly nameKept: (title: string) => string
  readonly reminded: string
  readonly renewing: string
  readonly certificate: string
  readonly course: string
  readonly exam: string
  readonly footer: (organisation: string) => string
  readonly all: string
}

const words: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    subject: title => `证书提醒：${title}`,
    subjectOfSeveral: count => `证书提醒：${count} 条`,
    greeting: fullName => `${fullName}，您好：`,
    ends: (title, day, daysLeft) => `《${title}》有效期至 ${day}，${daysLeft === 0 ? '今天是最后一天' : `还剩 ${daysLeft} 天`}。`,
    ended: (title, day) => `《${title}》已于 ${day} 到期。`,
    missing: title => `岗位要求持有《${title}》，您还没有。`,
    nameCorrected: title => `《${title}》上的姓名已按您的申请更正，并换发了新证书。`,
    nameKept: title => `《${title}》上的姓名没有更正，原因写在证书页上。`,
    reminded: '这是您的主管的提醒。',
    renewing: '您已开始续证。',
    certificate: '查看证书',
    course: '去学习',
    exam: '去考试',
    footer: organisation => `本邮件由${organisation}证书夹自动发送，请勿回复。`,
    all: '全部通知',
  },
  en: {
    subject: title => `Your certificate: ${title}`,
    subjectOfSeveral: count => `Your certificates: ${count} notices`,
    greeting: fullName => `Dear ${fullName},`,
    ends: (title, day, daysLeft) =>
      `“${title}” is valid until ${day}: ${daysLeft === 0 ? 'today is its last day' : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`}.`,
    ended: (title, day) => `“${title}” ended on ${day}.`,
    missing: title => `“${title}” is required of you, and you do not hold it yet.`,
    nameCorrected: title => `The name on “${title}” was corrected as you asked, on a new certificate.`,
    nameKept: title => `The name on “${title}” was not changed; the page of the certificate says why.`,
    reminded: 'Your manager reminds you of it.',
    renewing: 'You have begun to renew it.',
    certificate: 'See the certificate',
    course: 'Take the course',
    exam: 'Take the exam',
    footer: organisation => `Sent by the certificate wallet of ${organisation}. Please do not reply.`,
    all: 'All notices',
  },
}

/** A paragraph: what is said, and where it leads. */
interface Part {
  readonly text: string
  readonly links: readonly (readonly [words: string, url: string])[]
}

const sentenceOf = ({ kind, title, englishTitle, untilDay, daysLeft }: Notice, locale: Locale) => {
  const [said, called] = [words[locale], locale === 'en' ? englishTitle : title]
  if (kind === 'nameCorrected' || kind === 'nameKept') return said[kind](called)
  if (untilDay === null || daysLeft === null) return said.missing(called)
  return daysLeft < 0 ? said.ended(called, untilDay) : said.ends(called, untilDay, daysLeft)
}

const partOf = (notice: Notice, locale: Locale, origin: string): Part => {
  const { kind, certificateNo, courseId, examId, isRenewing } = notice
  const said = words[locale]
  return {
    text: [sentenceOf(notice, locale), kind === 'reminder' ? said.reminded : '', isRenewing ? said.renewing : '']
      .filter(Boolean)
      .join(locale === 'en' ? ' ' : ''),
    links: [
      ...(certificateNo === null ? [] : [[said.certificate, `${origin}/certificates/${certificateNo}`] as const]),
      ...(courseId === null ? [] : [[said.course, `${origin}/courses/${courseId}`] as const]),
      ...(examId === null ? [] : [[said.exam, `${origin}/exams/${examId}`] as const]),
    ],
  }
}

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const html = (text: string) => text.replace(/[&<>"']/g, sign => escaped[sign] ?? '')
const anchor = ([text, url]: readonly [string, string]) => `<a href="${html(url)}">${html(text)}</a>`
const paragraph = ({ text, links }: Part) => `<p>${[html(text), links.map(anchor).join(' · ')].filter(Boolean).join('<br>')}</p>`
const plain = ({ text, links }: Part) => [text, ...links.map(([label, url]) => `${label}: ${url}`)].join('\n')

/** What somebody is told by mail, in their language, as plain text and as simple HTML. Its links lead to the public address only. */
export const letterOf = (
  { fullName, locale }: { readonly fullName: string; readonly locale: Locale },
  notices: readonly [Notice, ...Notice[]],
  { publicOrigin, organisationName, organisationNameEn }: Pick<Config, 'publicOrigin' | 'organisationName' | 'organisationNameEn'>,
): { readonly subject: string; readonly text: string; readonly html: string } => {
  const [said, [first]] = [words[locale], notices]
  const organisation = locale === 'en' ? organisationNameEn : organisationName
  const parts: Part[] = [
    { text: said.greeting(fullName), links: [] },
    ...notices.map(notice => partOf(notice, locale, publicOrigin)),
    { text: said.footer(organisation), links: [[said.all, `${publicOrigin}/notices`]] },
  ]
  return {
    subject: notices.length === 1 ? said.subject(locale === 'en' ? first.englishTitle : first.title) : said.subjectOfSeveral(notices.length),
    text: `${parts.map(plain).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"></head><body>${parts.map(paragraph).join('')}</body></html>`,
  }
}
