/** A folder of this machine. */
export interface DiskPlace {
  readonly kind: 'disk'
  readonly folder: string
}
/** A bucket of an object store that speaks S3. */
export interface S3Place {
  readonly kind: 's3'
  readonly bucket: string
  /** What every key begins with: empty, or ending in a slash. */
  readonly prefix: string
  /** Null: Amazon's, of the region. */
  readonly endpoint: string | null
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}
/** Where made files are kept. */
export type FilePlace = DiskPlace | S3Place
/** What FILES_URL says; who may use a bucket does not stand in it. */
export type FilesUrl = DiskPlace | Omit<S3Place, 'accessKeyId' | 'secretAccessKey'>

const bucketPattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const prefixPattern = /^[\w.-]+(\/[\w.-]+)*$/
const regionPattern = /^[a-z0-9-]{1,40}$/

const isEndpoint = (text: string) => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')
}

const readS3 = (url: URL): FilesUrl | null => {
  const { endpoint = null, region = 'us-east-1', ...unknown } = Object.fromEntries(url.searchParams)
  const prefix = url.pathname.replace(/^\/|\/$/g, '')
  const isRight =
    bucketPattern.test(url.host) &&
    (prefix === '' || prefixPattern.test(prefix)) &&
    (endpoint === null || isEndpoint(endpoint)) &&
    regionPattern.test(region) &&
    url.hash + url.username + Object.keys(unknown).join('') === ''
  return isRight ? { kind: 's3', bucket: url.host, prefix: prefix && `${prefix}/`, endpoint, region } : null
}

/** Reads `file:<folder>` or `s3://bucket/prefix?endpoint=https://…&region=…`; null for anything else. */
export const readFilesUrl = (text: string): FilesUrl | null => {
  if (text.startsWith('file:')) {
    const folder = text.slice('file:'.length).replace(/^\/\//, '')
    return folder === '' ? null : { kind: 'disk', folder }
  }
  const url = text.startsWith('s3://') ? URL.parse(text) : null
  return url && readS3(url)
}
