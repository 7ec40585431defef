/** An address on this site, or null where it leads elsewhere or nowhere. (`URL.parse` and `URL.canParse` are younger than the phones we serve.) */
export const ownAddress = (url: string, origin: string): URL | null => {
  try {
    const address = new URL(url, `${origin}/`)
    // `blob:` names our origin too, and a path that begins with two slashes would be another host as soon as it stands alone.
    return address.origin === origin && /^\/(?!\/)/.test(address.pathname) ? address : null
  } catch {
    return null
  }
}
