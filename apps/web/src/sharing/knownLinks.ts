import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

const key = `${mine}links`
const most = 200
const isLinks = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every(url => typeof url === 'string')

const known = (): Record<string, string> => {
  const value = recall(key)
  return isLinks(value) ? value : {}
}

/** Whole links are told once, when they are made: this device remembers those that were made on it, until its person signs out. */
export const rememberLink = (tokenHash: string, url: string): void => keep(key, Object.fromEntries([...Object.entries(known()), [tokenHash, url]].slice(-most)))

/** The whole link, where it was made on this device. */
export const knownLink = (tokenHash: string): string | null => known()[tokenHash] ?? null
