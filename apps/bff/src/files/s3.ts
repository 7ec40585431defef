import { addAbortSignal, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Failure } from '@wallet/shared/problem'
import { hashOf, intact, outOfReach } from './content.ts'
import type { FileStore } from './fileStore.ts'
import type { S3Place } from './place.ts'

/** Loaded when the first file is asked for: it takes a while, and a start should not. */
const load = async ({ endpoint, region, accessKeyId, secretAccessKey }: S3Place, limitMs: number) => {
  const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    // What is read is checked against its name; trailing checksums are more than some of these servers understand.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: Math.min(2_000, limitMs) },
  })
  return { client, DeleteObjectCommand, GetObjectCommand, PutObjectCommand }
}

/** What a slow line carries in a millisecond. */
const slowestBytes = 2_000

const statusOf = (error: unknown): unknown => Object(Object(error)['$metadata'])['httpStatusCode']
const isMissing = (error: unknown) => error instanceof Error && (error.name === 'NoSuchKey' || statusOf(error) === 416)
const refusal = (error: unknown) => (statusOf(error) === 507 ? Object.assign(new Failure('storage_full'), { cause: error }) : outOfReach(error))

/**
 * Keeps files in a bucket. An object appears there whole or not at all. Every call has one time limit for all of it, new attempts and the
 * last byte included; but what is long to send has longer, and a
 * stretch may take as long as whoever asked for it.
 */
export const openS3 = (place: S3Place, limitMs = 6_000): FileStore => {
  let loaded: ReturnType<typeof load> | undefined
  const at = (sha256: string) => ({ Bucket: place.bucket, Key: place.prefix + sha256 })
  const ask = async <T>(work: (s3: Awaited<ReturnType<typeof load>>, abortSignal: AbortSignal) => Promise<T>, length = 0): Promise<T> => {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), limitMs + length / slowestBytes)
    try {
      return await work(await (loaded ??= load(place, limitMs)), limit.signal)
    } catch (error) {
      throw refusal(error)
    } finally {
      clearTimeout(timer)
    }
  }
  const find = async ({ client, GetObjectCommand }: Awaited<ReturnType<typeof load>>, sha256: string, abortSignal: AbortSignal, range?: string) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ ...at(sha256), ...(range && { Range: range }) }), { abortSignal })
      return Body as Readable
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }
  return {
    read: sha256 =>
      ask(async (s3, abortSignal) => {
        const body = await find(s3, sha256, abortSignal)
        return body && intact(await buffer(addAbortSignal(abortSignal, body)), sha256)
      }),
    stretch: (sha256, from, to) => ask((s3, abortSignal) => find(s3, sha256, abortSignal, `bytes=${from}-${to}`)),
    write: bytes =>
      ask(async ({ client, PutObjectCommand }, abortSignal) => {
        const sha256 = hashOf(bytes)
        await client.send(new PutObjectCommand({ ...at(sha256), Body: bytes }), { abortSignal })
        return sha256
      }, bytes.length),
    remove: sha256 =>
      ask(async ({ client, DeleteObjectCommand }, abortSignal) => {
        await client.send(new DeleteObjectCommand(at(sha256)), { abortSignal })
      }),
  }
}
