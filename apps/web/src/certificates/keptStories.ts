import type { Certificate, HistoryEntry } from '@wallet/shared/certificates/certificate'
import { serverNow } from '../api/clock.ts'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

/** A certificate as its page shows it. */
interface Story {
  readonly certificate: Certificate
  readonly history: readonly HistoryEntry[] | null
}
interface KeptStory extends Story {
  /** When it was fetched: the server's instant, ISO 8601. */
  readonly at: string
}

const key = `${mine}stories`
const most = 30
const isKept = (value: unknown): value is KeptStory => typeof value === 'object' && value !== null && 'at' in value && 'certificate' in value
const all = (): KeptStory[] => {
  const value = recall(key)
  return Array.isArray(value) ? value.filter(isKept) : []
}

/** Keeps a certificate that was opened, so that it opens without a network; those opened longest ago go, beyond thirty. */
export const keepStory = (story: Story): void => {
  const others = all().filter(({ certificate }) => certificate.certificateNo !== story.certificate.certificateNo)
  keep(key, [{ ...story, at: serverNow().toISOString() }, ...others].slice(0, most))
}

export const keptStory = (certificateNo: string): KeptStory | null => all().find(({ certificate }) => certificate.certificateNo === certificateNo) ?? null
