import type { Media } from '@wallet/shared/courses/authoring'
import { urlOf } from '@wallet/shared/contract/client'
import { OfflineError, ProblemError, refusalOf, routeOf } from './api.ts'

interface Sending {
  readonly signal: AbortSignal
  /** In whole percent; at 100 the server looks at what it got. */
  readonly onProgress: (percent: number) => void
}

/** Sends a file to be kept, and says how far it is. Refusals are thrown as in `api`. `fetch` cannot tell how much has been sent. */
export const upload = async (file: File, { signal, onProgress }: Sending): Promise<Media> => {
  const { method, path } = await routeOf('courseAuthoring', 'upload')
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, urlOf(path, {}, { name: file.name.slice(-200) }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100)))
    request.addEventListener('load', () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText) as Media)
      else reject(new ProblemError(refusalOf(request.status, request.responseText)))
    })
    for (const end of ['error', 'abort', 'timeout'] as const) request.addEventListener(end, () => reject(new OfflineError('the file did not arrive')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
