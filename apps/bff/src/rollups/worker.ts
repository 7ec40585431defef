import type { Deps } from '../deps.ts'
import { foldOutbox } from './fold.ts'
import { recountNext } from './recount.ts'

/** Brings all sums up to date with what has been told; several processes may do it at the same time. Answers how much was done. */
export const bringUpToDate = async (deps: Pick<Deps, 'db' | 'clock' | 'config'> & Partial<Pick<Deps, 'log'>>, signal?: AbortSignal): Promise<number> => {
  let done = 0
  const goesOn = () => !signal?.aborted
  for (let told = 1; told > 0 && goesOn(); done += told) told = await foldOutbox(deps)
  for (let isMore = true; isMore && goesOn(); done += Number(isMore)) isMore = await recountNext(deps)
  return done
}
