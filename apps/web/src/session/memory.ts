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

/** Forgets everything whose key begins so. */
export const forget = (prefix: string): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // as above
  }
}
