import { hidingOf, redactText } from '@wallet/shared/certificates/redact'
import type { Certificate } from '@wallet/shared/certificates/certificate'
import type { Say } from '../i18n/index.ts'
import type { Arrangement, Occasion, TextName } from './arrangement.ts'
import type { Choices, Look } from './choices.ts'
import { festive } from './festive.ts'
import { clausesOf } from './greeting.ts'
import { ink } from './ink.ts'
import { paper } from './paper.ts'

/** What a poster says; name and score are null where they are not shown. */
export interface PosterFacts extends Pick<Certificate, 'type' | 'title' | 'certificateNo'> {
  readonly holderName: string | null
  readonly score: number | null
  readonly greeting: string
  /** The organisation, in the reader's language and in all that it has. */
  readonly maker: string
  readonly wholeMaker: string
  /** The day of issue, short and in words. */
  readonly day: string
  readonly longDay: string
}
/** A piece of a line: set apart by weight, size or space, or a clause inside which the line should not end. */
export interface Part {
  readonly text: string
  readonly kind: 'plain' | 'strong' | 'strong whole' | 'small' | 'clause' | 'spaced'
}
/** A line of the poster: what may be shortened where there is no room, and the words around it. */
export interface Saying {
  readonly subject: string
  readonly say: (subject: string) => readonly Part[]
}
export type Sayings = Partial<Readonly<Record<TextName, Saying>>>

const arrangements: Readonly<Record<Look, (occasion: Occasion) => Arrangement>> = { paper, ink, festive }

/** Where everything stands on a poster of this look. */
export const arrange = (look: Look, occasion: Occasion): Arrangement => arrangements[look](occasion)

/** What a poster may say of a certificate: what its holder shows, also where the title says the rest. */
export const factsOf = (
  certificate: Pick<Certificate, 'type' | 'title' | 'certificateNo' | 'holderName' | 'score'>,
  choices: Pick<Choices, 'showName' | 'showScore'>,
  rest: Pick<PosterFacts, 'greeting' | 'maker' | 'wholeMaker' | 'day' | 'longDay'>,
): PosterFacts => {
  const { type, title, certificateNo, holderName, score } = certificate
  const hide = hidingOf(choices)
  return {
    type,
    title: hide === undefined ? title : redactText(title, certificate, hide),
    certificateNo,
    holderName: choices.showName ? holderName : null,
    score: choices.showScore ? score : null,
    ...rest,
  }
}

const plain = (subject: string): Saying => ({ subject, say: shown => [{ text: shown, kind: 'plain' }] })
const clauses = (subject: string): Saying => ({ subject, say: shown => clausesOf(shown).map(text => ({ text, kind: 'clause' })) })

/** Stands in for what fills a sentence, so that it can be set apart; it is in no font and in no text. */
const gap = '\uFFFF'
/** The words around what fills a sentence, and that itself. */
const around = (sentence: string, filling: string, outside: Part['kind'], inside: Part['kind']): Part[] => {
  const [before = '', after = ''] = sentence.split(gap)
  const parts: Part[] = [
    { text: before, kind: outside },
    { text: filling, kind: inside },
    { text: after, kind: outside },
  ]
  return parts.filter(({ text }) => text !== '')
}

/** A short name of Han characters stands wide, as on a certificate, and on one line. */
const isShortHan = (name: string) => /^\p{Script=Han}{2,4}$/u.test(name)
const nameOf = (subject: string): Saying => ({ subject, say: shown => [{ text: shown, kind: isShortHan(shown) ? 'spaced' : 'plain' }] })

/** `通过《…》考试`, and no second 考试 where the title ends in it. */
const done = ({ type, title }: PosterFacts, t: Say): Saying => {
  const isSaid = title.toLowerCase().endsWith(t(`poster.kind.${type}`).toLowerCase())
  return { subject: title, say: shown => [{ text: t(isSaid ? `poster.passedShort.${type}` : `poster.passed.${type}`, { title: shown }), kind: 'plain' }] }
}
const scoreOf = (score: number, t: Say): Saying => ({
  subject: String(score),
  say: shown => around(t('poster.score', { score: gap }), shown, 'small', 'plain'),
})

const common = ({ certificateNo, greeting }: PosterFacts, t: Say): Sayings => ({
  greeting: clauses(greeting),
  scan: plain(t('poster.scan')),
  number: plain(certificateNo),
})

const onPaper = (facts: PosterFacts, t: Say): Sayings => ({
  ...common(facts, t),
  maker: plain(t('poster.maker', { name: facts.maker })),
  day: plain(facts.day),
  ...(facts.holderName !== null && { name: plain(facts.holderName) }),
  done: done(facts, t),
  ...(facts.score !== null && { score: scoreOf(facts.score, t) }),
})

/** Without a name the title takes its place. */
const inInk = (facts: PosterFacts, t: Say): Sayings => {
  const { holderName, title, score } = facts
  const points = score === null ? null : t('poster.score', { score })
  const titled = (shown: string) => (points === null ? shown : t('common.dot', { first: shown, second: points }))
  return {
    ...common(facts, t),
    name: holderName === null ? plain(title) : nameOf(holderName),
    ...(holderName === null
      ? points !== null && { done: plain(points) }
      : { done: { subject: title, say: shown => [{ text: titled(shown), kind: 'plain' }] } satisfies Saying }),
    issued: plain(t('poster.issued', { name: facts.maker, day: facts.longDay })),
  }
}

const asGoodNews = (facts: PosterFacts, t: Say): Sayings => {
  const { type, holderName, title, score } = facts
  const titled = (shown: string) => (score === null ? t(`poster.quoted.${type}`, { title: shown }) : t(`poster.quotedScore.${type}`, { title: shown, score }))
  return {
    ...common(facts, t),
    maker: plain(facts.wholeMaker),
    headline: plain(t('poster.headline')),
    praise:
      holderName === null
        ? clauses(t(`poster.praisePlain.${type}`))
        : {
            subject: holderName,
            say: shown => around(t(`poster.praise.${type}`, { name: gap }), shown, 'plain', isShortHan(shown) ? 'strong whole' : 'strong'),
          },
    done: { subject: title, say: shown => [{ text: titled(shown), kind: 'plain' }] },
  }
}

const speeches: Readonly<Record<Look, (facts: PosterFacts, t: Say) => Sayings>> = { paper: onPaper, ink: inInk, festive: asGoodNews }

/** What a poster of this look says. */
export const sayingsOn = (look: Look, facts: PosterFacts, t: Say): Sayings => speeches[look](facts, t)

/** Everything a poster says, for those who do not see it. */
export const transcriptOf = (sayings: Sayings): string =>
  Object.values(sayings)
    .map(({ subject, say }) =>
      say(subject)
        .map(({ text }) => text)
        .join(''),
    )
    .filter(line => line.trim() !== '')
    .join('\n')
