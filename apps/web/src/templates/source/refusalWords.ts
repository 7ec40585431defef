import type { Say } from '../../i18n/index.ts'
import type { PlacedRefusal } from './refusals.ts'

type Told = Pick<PlacedRefusal, 'code' | 'fill'>
/** Reasons that are said apart from others of their code. */
const kindOf = ({ code, fill }: Told) => {
  if (code === 'attribute' && /^on/i.test(fill.what)) return 'script'
  if (code === 'property' && /shadow|filter/i.test(fill.what)) return 'shadow'
  return code
}

/** What is refused, in a few words. */
export const refusalTitle = (t: Say, told: Told): string => t(`templates.refusal.${kindOf(told)}.title`, told.fill)
/** What to write instead. */
export const refusalHelp = (t: Say, told: Told): string => t(`templates.refusal.${kindOf(told)}.help`, told.fill)
