import { titleIn, type Titled } from '../../i18n/titled.ts'
import type { Speech } from './chart.ts'
import { emsOf, shorten } from './ems.ts'

/** Full-width letters of a title that fit on one line: of three columns of the wall. */
const panel = 19

/** A name in a title: cut to so many ems where the title has one line only. */
export const inTitle = (name: string, ems: number, { wraps = false }: Speech): string => (wraps ? name : shorten(name, ems))

/** A title about somebody or something: the name is cut where the sentence would not fit its panel. */
export const titleAbout = (name: string, speech: Speech, sentenceOf: (name: string) => string): string =>
  sentenceOf(inTitle(name, panel - emsOf(sentenceOf('')), speech))

/** A thing's title in the reader's language, whole. */
export const called = (titled: Titled, { locale }: Speech): string => titleIn(locale, titled)
