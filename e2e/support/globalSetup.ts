import { unpackBrowser } from './browser.ts'
import { prepareDemoData } from './demoData.ts'

/** What every worker needs is made once, before the first of them. */
export default async () => {
  const [throwAway] = await Promise.all([prepareDemoData(), unpackBrowser()])
  return throwAway
}
