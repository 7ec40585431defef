import { fail } from '@wallet/shared/problem'
import { specimenMaker, type Specimen } from '../certificates/specimen.ts'
import type { Deps } from '../deps.ts'
import { findOnShelf } from './store.ts'

/** Draws what a course's certificate will look like. */
export const specimenDrawer = (deps: Deps) => {
  const makeSpecimen = specimenMaker(deps)
  return async (userId: number, courseId: number, width?: number): Promise<Specimen> => {
    const { versionId, outline } = (await findOnShelf(deps.db, userId, courseId)) ?? fail('course_not_found')
    return makeSpecimen(outline, `${versionId}`, userId, width)
  }
}
