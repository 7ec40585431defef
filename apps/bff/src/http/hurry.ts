import type { RequestHandler } from 'express'

/** Breaks off with who takes too long to say what they want; only where files are taken, a slow line may take its time. */
export const hurry =
  (takesFiles: ReadonlySet<string>, patienceMs = 30_000): RequestHandler =>
  (request, response, next) => {
    const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    if (hasBody && !takesFiles.has(request.path)) {
      const timer = setTimeout(() => request.complete || request.destroy(), patienceMs)
      response.once('close', () => clearTimeout(timer))
    }
    next()
  }
