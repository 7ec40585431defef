/** Where to go after signing in: a path of this site as it stood in `?next=`, or the wallet. Nothing that a browser could read as another site. */
export const parseNext = (raw: unknown, origin: string): string => {
  if (typeof raw !== 'string' || raw.length > 500 || !/^\/(?![/\\])/.test(raw) || /[\u0000-\u0020\u007f\\]/.test(raw)) return '/'
  const url = URL.canParse(raw, origin) ? new URL(raw, origin) : null
  if (!url || url.origin !== origin || url.pathname.startsWith('//') || url.pathname === '/login') return '/'
  return url.pathname + url.search + url.hash
}
