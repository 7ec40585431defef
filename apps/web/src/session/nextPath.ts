import { ownAddress } from '../ui/ownAddress.ts'

/** Where to go after signing in: a path of this site as it stood in `?next=`, or the wallet. Nothing that a browser could read as another site. */
export const parseNext = (raw: unknown, origin: string): string => {
  if (typeof raw !== 'string' || raw.length > 500 || !/^\/(?![/\\])/.test(raw) || /[\u0000-\u0020\u007f\\]/.test(raw)) return '/'
  const url = ownAddress(raw, origin)
  if (!url || url.pathname === '/login') return '/'
  return url.pathname + url.search + url.hash
}
