import { titleIn, type Titled } from '../../i18n/titled.ts'
import type { Speech } from './chart.ts'
import { emsOf, shorten } from './ems.ts'

/** Full-width letters of a title that fit on one line: of three columns of the wall. */
const panel = 19

/** A title about somebody or something: the name is cut where the sentence would not fit its panel. */
export const titleAbout = (name: string, sentenceOf: (name: string) => string): string => sentenceOf(shorten(name, panel - emsOf(sentenceOf(''))))

/** A thing's title in the reader's language, whole. */
export const called = (titled: Titled, { locale }: Speech): string => titleIn(locale, titled)
