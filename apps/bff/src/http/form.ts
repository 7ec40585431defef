import type { Endpoint } from '@wallet/shared/contract/endpoint'
import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'
import type { z } from 'zod'
import { reasonsOf } from './mount.ts'
import { receive } from './receive.ts'

/** A form that brings a file: the fields as the contract has them. */
export interface ReceivedForm<F extends z.ZodType> {
  readonly file: { readonly name: string; readonly bytes: Buffer }
  readonly fields: z.output<F>
}

/** What stands around a file in a form. */
const aroundIt = 10_000

const parsed = async (body: Buffer, type: string): Promise<FormData> => {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  } catch {
    return fail('bad_request', { detail: 'The form cannot be read' })
  }
}

/** Reads the form that a line of the contract takes; it has one file, called `file`. */
export const receiveForm = async <F extends z.ZodObject>(
  request: Request,
  { form, maxBody }: Endpoint & { readonly form: F; readonly maxBody: number },
): Promise<ReceivedForm<F>> => {
  if (!request.is('multipart/form-data')) {
    request.resume()
    fail('unsupported_media_type', { detail: 'The file has to come in a form (multipart/form-data)' })
  }
  const { file, ...fields } = Object.fromEntries(await parsed(await receive(request, maxBody + aroundIt), request.get('content-type') ?? ''))
  const result = form.safeParse(fields)
  const reasons = [...(file instanceof File ? [] : [{ path: 'file', message: 'is missing' }]), ...reasonsOf(result.error?.issues ?? [])]
  if (!(file instanceof File) || !result.success) return fail('invalid_request', { errors: reasons })
  if (file.size > maxBody) fail('payload_too_large')
  return { file: { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) }, fields: result.data }
}
