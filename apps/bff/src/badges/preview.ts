import type { BadgePreview } from '@wallet/shared/badges/authoring'
import type { BadgeCategory } from '@wallet/shared/badges/category'
import type { BadgeRule } from '@wallet/shared/badges/condition'
import { evaluate } from '@wallet/shared/badges/evaluate'
import { nothingYet } from '@wallet/shared/badges/statistics'
import type { Deps } from '../deps.ts'
import { asPerson, listByIds } from '../people/store.ts'
import { whenOf } from './record.ts'
import { listParts } from './walkStore.ts'

const atOnce = 500
const mostShown = 10

/** Whom a rule would give its badge today: everybody is judged as when it is given, page by page, so that others get their turn. */
export const previewRule = async (
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  { rule, category }: { rule: BadgeRule; category: BadgeCategory },
): Promise<BadgePreview> => {
  const { day: today } = whenOf(deps)
  const met: number[] = []
  for (let after = 0, isOver = false; !isOver;) {
    const parts = await listParts(deps.db, category, after, atOnce)
    for (const { userId, part } of parts) if (evaluate(rule, { ...nothingYet, [category]: part }, today).isMet) met.push(userId)
    isOver = parts.length < atOnce
    after = parts.at(-1)?.userId ?? after
  }
  return { count: met.length, people: (await listByIds(deps.db, met.slice(0, mostShown))).map(asPerson) }
}
