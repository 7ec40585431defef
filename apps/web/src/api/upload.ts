import type { Media } from '@wallet/shared/courses/authoring'
import type { Batch } from '@wallet/shared/issuing/batch'
import type { Asset } from '@wallet/shared/templates/asset'
import { urlOf } from '@wallet/shared/contract/client'
import { OfflineError, ProblemError, refusalOf, routeOf } from './api.ts'

interface Sending {
  readonly signal: AbortSignal
  /** In whole percent; at 100 the server looks at what it got. */
  readonly onProgress: (percent: number) => void
}

const send = <T>(url: string, method: string, body: File | FormData, { signal, onProgress }: Sending): Promise<T> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    // A form says itself where its parts end.
    if (body instanceof File) request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100)))
    request.addEventListener('load', () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText) as T)
      else reject(new ProblemError(refusalOf(request.status, request.responseText)))
    })
    for (const end of ['error', 'abort', 'timeout'] as const) request.addEventListener(end, () => reject(new OfflineError('the file did not arrive')))
    signal.addEventListener('abort', () => request.abort())
    request.send(body)
  })

/** Sends a file to be kept, and says how far it is. Refusals are thrown as in `api`. `fetch` cannot tell how much has been sent. */
export const upload = async (file: File, sending: Sending): Promise<Media> => {
  const { method, path } = await routeOf('courseAuthoring', 'upload')
  return send(urlOf(path, {}, { name: file.name.slice(-200) }), method, file, sending)
}

/** Sends a picture for templates. */
export const uploadPicture = async (file: File, sending: Sending): Promise<Asset> => {
  const { method, path } = await routeOf('templates', 'upload')
  return send(urlOf(path, {}, { name: file.name.slice(-200) }), method, file, sending)
}

/** Sends a list to be looked through. */
export const uploadList = async (file: File, fields: Readonly<Record<string, string>>, sending: Sending): Promise<Batch> => {
  const { method, path } = await routeOf('batches', 'upload')
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', file)
  return send(path, method, form, sending)
}
