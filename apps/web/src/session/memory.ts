/** What this device keeps between visits. A phone may refuse (private window, full): then nothing is kept. */
export const recall = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

export const keep = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Without memory the wallet still works; it is only empty when there is no network.
  }
}

// Pictures are kept apart; only a secure context has a place for them.
const shelves = (): CacheStorage | null => ('caches' in globalThis ? caches : null)

/** Raised when something is forgotten: what was asked for before that is not kept after it. */
let generation = 0

const putFile = async (kept: Cache, url: string) => {
  const mine = generation
  const answer = await fetch(url)
  if (answer.ok && mine === generation) await kept.put(url, answer)
}

/** Keeps the files at these addresses, and on this shelf only these. One that cannot be had now is fetched the next time. */
export const keepFiles = async (shelf: string, urls: readonly string[]): Promise<void> => {
  const mine = generation
  try {
    const kept = await shelves()?.open(shelf)
    if (!kept) return
    const held = new Set((await kept.keys()).map(({ url }) => url))
    const wanted = new Set(urls.map(url => new URL(url, location.href).href))
    await Promise.all([...held].filter(url => !wanted.has(url)).map(url => kept.delete(url)))
    // One after the other: nobody waits for them, and the server has others to serve.
    for (const url of wanted) if (mine === generation && !held.has(url)) await putFile(kept, url)
  } catch {
    // as above
  }
}

/** Keeps one more file; of those on this shelf the first that were kept go, beyond so many. */
export const keepFile = async (shelf: string, url: string, most: number): Promise<void> => {
  try {
    const kept = await shelves()?.open(shelf)
    if (!kept) return
    await kept.delete(url)
    await putFile(kept, url)
    const held = await kept.keys()
    await Promise.all(held.slice(0, Math.max(0, held.length - most)).map(({ url: oldest }) => kept.delete(oldest)))
  } catch {
    // as above
  }
}

export const recallFile = async (shelf: string, url: string): Promise<Blob | null> => {
  try {
    return (await (await (await shelves()?.open(shelf))?.match(url))?.blob()) ?? null
  } catch {
    return null
  }
}

const forgetFiles = async (prefix: string) => {
  const names = (await shelves()?.keys()) ?? []
  await Promise.all(names.filter(name => name.startsWith(prefix)).map(name => caches.delete(name)))
}

/** Forgets everything whose key begins so, files too. */
export const forget = (prefix: string): void => {
  generation++
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // as above
  }
  forgetFiles(prefix).catch(() => {})
}
