import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { BadgeCategoryField } from './badge.ts'
import { Earned } from './earned.ts'
import { BadgeWall } from './shownBadge.ts'

/** Badges, by those who earn them. */
export const badges = {
  /** Published badges by category and order, with my progress; retired ones that I have stay on my wall. */
  list: endpoint({ method: 'GET', path: '/api/badges', access: 'signedIn', summary: 'Badges, and how far I am', returns: BadgeWall }),
  /**
   * Gives me what I have earned and not got, as when a badge was published after the deed. Looks at that category's statistics only (at all
   * where nothing is said). Asking twice gives nothing twice.
   */
  check: endpoint({
    method: 'POST',
    path: '/api/badges/check',
    access: 'signedIn',
    summary: 'Give me the badges that I have earned already',
    query: z.strictObject({ category: BadgeCategoryField.optional() }),
    returns: Earned,
  }),
}
