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

const isMissing = (error: unknown) => error instanceof Error && error.name === 'NoSuchKey'
const statusOf = (error: unknown): unknown => Object(Object(error)['$metadata'])['httpStatusCode']
const refusal = (error: unknown) => (statusOf(error) === 507 ? Object.assign(new Failure('storage_full'), { cause: error }) : outOfReach(error))

/**
 * Keeps files in a bucket. An object appears there whole or not at all. Every call has one time limit for all of it, new attempts and the
 * last byte included.
 */
export const openS3 = (place: S3Place, limitMs = 6_000): FileStore => {
  let loaded: ReturnType<typeof load> | undefined
  const at = (sha256: string) => ({ Bucket: place.bucket, Key: place.prefix + sha256 })
  const ask = async <T>(work: (s3: Awaited<ReturnType<typeof load>>, abortSignal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await work(await (loaded ??= load(place, limitMs)), AbortSignal.timeout(limitMs))
    } catch (error) {
      throw refusal(error)
    }
  }
  return {
    read: sha256 =>
      ask(async ({ client, GetObjectCommand }, abortSignal) => {
        const answer = await client.send(new GetObjectCommand(at(sha256)), { abortSignal }).catch((error: unknown) => {
          if (isMissing(error)) return null
          throw error
        })
        if (!answer) return null
        return intact(await buffer(addAbortSignal(abortSignal, answer.Body as Readable)), sha256)
      }),
    write: bytes =>
      ask(async ({ client, PutObjectCommand }, abortSignal) => {
        const sha256 = hashOf(bytes)
        await client.send(new PutObjectCommand({ ...at(sha256), Body: bytes }), { abortSignal })
        return sha256
      }),
    remove: sha256 =>
      ask(async ({ client, DeleteObjectCommand }, abortSignal) => {
        await client.send(new DeleteObjectCommand(at(sha256)), { abortSignal })
      }),
  }
}
