const isSupported = 'serviceWorker' in navigator && import.meta.env.PROD

/** Keeps the pages on the phone, so that they open without a network. Null where that is not possible: a private window, a full phone. */
export const keepOnPhone = async (): Promise<ServiceWorkerRegistration | null> => {
  try {
    return isSupported ? await navigator.serviceWorker.register('/sw.js') : null
  } catch {
    return null
  }
}
