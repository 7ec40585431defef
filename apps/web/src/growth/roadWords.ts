import type { ShownNode } from '@wallet/shared/growth/shownPath'
import type { Locale, Say } from '../i18n/index.ts'
import { titleIn } from '../i18n/titled.ts'
import { durationWords } from '../courses/courseWords.ts'

/** A day that stays on one line: no break after its hyphens, or at its blanks. */
export const unbroken = (day: string): string => day.replaceAll('-', '-\u2060').replaceAll(' ', '\u00a0')

/** What a thing on the road is called; a template has no English name. */
export const nodeTitle = (t: Say, locale: Locale, node: ShownNode): string =>
  locale === 'en' && node.certificateType ? t('growth.certificateOf', { type: t(`type.${node.certificateType}`) }) : titleIn(locale, node)

const lengthOf = (t: Say, { kind, minutes }: ShownNode) => {
  if (minutes === null) return null
  return kind === 'exam' ? t('courses.minutes', { n: minutes }) : durationWords(t, minutes)
}

/** What there is to say of a thing that is not done yet. */
const openLine = (t: Say, locale: Locale, node: ShownNode) => {
  if (node.waitsFor) return t('growth.waits', { title: titleIn(locale, node.waitsFor) })
  if (node.state !== 'inProgress') return lengthOf(t, node)
  return node.kind === 'exam' ? t('growth.tried') : node.isRequired ? t('growth.required') : null
}

/** The line beneath the title: what it is, and how it stands: `考试 · 96 分 · 2026-11-20`. */
export const nodeLine = (t: Say, locale: Locale, node: ShownNode, dayOf: (instant: string) => string): string => {
  const done = [node.score === null ? null : t('growth.score', { score: node.score }), node.doneAt && unbroken(dayOf(node.doneAt))]
  const rest = node.state === 'done' ? done : [openLine(t, locale, node)]
  return (
    [t(`growth.kind.${node.kind}`), ...rest]
      .filter(part => part !== null)
      .reduce((first, second) => t('common.dot', { first: first ?? '', second: second ?? '' })) ?? ''
  )
}
