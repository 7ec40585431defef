/** Where a browser goes once it has signed in: a path of this site, or the wallet. Nothing that it could read as another site. */
export const returnPath = (raw: string | undefined, publicOrigin: string): string => {
  if (raw === undefined || raw.length > 500 || !/^\/(?![/\\])/.test(raw) || /[\u0000-\u0020\u007f\\]/.test(raw)) return '/'
  const url = URL.parse(raw, publicOrigin)
  if (url === null || url.origin !== publicOrigin || url.pathname.startsWith('//') || url.pathname === '/login') return '/'
  const path = url.pathname + url.search + url.hash
  return path.length > 500 ? '/' : path
}
