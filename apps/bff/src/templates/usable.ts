import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { findCurrentTemplate, type CurrentTemplate } from './store.ts'

/** The template with its newest version, to issue from; refused where it is out of use. */
export const usableTemplate = async (db: Db, id: number): Promise<CurrentTemplate> => {
  const template = (await findCurrentTemplate(db, id)) ?? fail('template_not_found')
  return template.isActive ? template : fail('template_inactive')
}
