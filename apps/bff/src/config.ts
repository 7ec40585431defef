import { z } from 'zod'
import { prefixPattern } from '@wallet/shared/certificates/certificateNo'
import { readFilesUrl, type FilePlace } from './files/place.ts'
import { isIssuer, isStandIn, signOnOf, signOnTroubles, type SignOnSettings } from './session/signOnSettings.ts'

const zoneExists = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
const isOrigin = (text: string) => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text
}
const isSmtp = (text: string) => {
  const url = URL.parse(text)
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== ''
}

const blank = (value: unknown) => (value === '' ? undefined : value)
const variable = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema)

/** Every variable the product reads, with its default. A wrong value stops the start with a list. */
const Environment = z.object({
  PORT: variable(z.coerce.number({ error: 'has to be a number' }).int().min(0).max(65535, 'has to be between 0 and 65535').default(3000)),
  DATABASE_URL: variable(
    z
      .string()
      .regex(/^(sqlite:[^:].*|(mysql|mariadb):\/\/.+)/, 'has to be sqlite:<file> or mysql://user:password@host:port/name')
      .default('sqlite:./data/wallet.sqlite'),
  ),
  FILES_URL: variable(
    z
      .string()
      .refine(text => readFilesUrl(text) !== null, 'has to be file:<folder> or s3://<bucket>/<prefix>?endpoint=https://…&region=…')
      .default('file:./data/files'),
  ),
  AWS_ACCESS_KEY_ID: variable(z.string().optional()),
  AWS_SECRET_ACCESS_KEY: variable(z.string().optional()),
  PUBLIC_ORIGIN: variable(z.string().refine(isOrigin, 'has to be an origin such as https://wallet.example.com, without a path').optional()),
  DEMO: variable(z.enum(['0', '1'], 'has to be 0 or 1').default('1')),
  TRUST_PROXY: variable(z.coerce.number({ error: 'has to be the number of proxies in front' }).int().min(0).max(9).default(0)),
  LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'has to be trace, debug, info, warn, error or silent').default('warn')),
  ORGANISATION_NAME: variable(z.string().max(30).default('考培练')),
  ORGANISATION_NAME_EN: variable(z.string().max(30).default('KPL')),
  ISSUER_NAME: variable(z.string().max(60).default('考培练企业学习认证中心')),
  ZONE: variable(z.string().refine(zoneExists, 'has to be a time zone such as Asia/Shanghai').default('Asia/Shanghai')),
  NUMBER_PREFIX: variable(z.string().regex(prefixPattern, 'has to be two to six letters A–Z').default('KPL')),
  SMTP_URL: variable(z.string().refine(isSmtp, 'has to be smtp://user:password@host:port or smtps://…').optional()),
  MAIL_FROM: variable(z.email('has to be an address such as wallet@example.com').max(190).optional()),
  CONTACT: variable(z.string().max(40).default('400-000-0000')),
  ADMIN_EMPLOYEE_NO: variable(
    z
      .string()
      .regex(/^[A-Z0-9_-]{1,32}$/, 'has to be capital letters, digits, - and _')
      .optional(),
  ),
  ADMIN_PASSWORD: variable(z.string().min(12, 'has to have at least 12 characters').max(200).optional()),
  REVOKE_APPROVAL: variable(z.enum(['0', '1'], 'has to be 0 or 1').default('0')),
  WEBHOOK_PRIVATE: variable(z.enum(['0', '1'], 'has to be 0 or 1').default('0')),
  METRICS_TOKEN: variable(z.string().min(16, 'has to have at least 16 characters').max(200).optional()),
  PASSWORD_SIGN_IN: variable(z.enum(['0', '1'], 'has to be 0 or 1').default('1')),
  OIDC_ISSUER: variable(z.string().max(255).refine(isIssuer, 'has to be the issuer such as https://id.example.com').optional()),
  OIDC_CLIENT_ID: variable(z.string().max(255).optional()),
  OIDC_CLIENT_SECRET: variable(z.string().optional()),
  OIDC_NAME: variable(z.string().max(30).optional()),
  OIDC_SCOPE: variable(
    z
      .string()
      .refine(text => text.split(' ').includes('openid'), 'has to contain openid')
      .default('openid profile email'),
  ),
  OIDC_CLAIM: variable(
    z
      .string()
      .regex(/^[\w.:/-]{1,100}$/, 'has to be the name of a claim')
      .default('employee_no'),
  ),
  WECOM_CORP_ID: variable(
    z
      .string()
      .regex(/^\w{1,64}$/, 'has to be letters and digits')
      .optional(),
  ),
  WECOM_AGENT_ID: variable(z.string().regex(/^\d+$/, 'has to be a number').optional()),
  WECOM_SECRET: variable(z.string().optional()),
  WECOM_ORIGIN: variable(z.string().refine(isStandIn, 'stands in for WeCom in tests and has to be an origin on this machine').optional()),
  VERIFY_MISSES_PER_MINUTE: variable(z.coerce.number({ error: 'has to be a number' }).int().min(1).default(60)),
})

export interface Config {
  readonly port: number
  readonly databaseUrl: string
  /** Where copies of certificates are kept once they are made. */
  readonly files: FilePlace
  /** What links and QR codes are built from; never the request's Host header. */
  readonly publicOrigin: string
  /** The demo company and its one-tap people: embedded database only. */
  readonly isDemo: boolean
  /** How many proxies in front may be believed about the caller's address. */
  readonly trustProxy: number
  readonly logLevel: string
  readonly organisationName: string
  readonly organisationNameEn: string
  readonly issuerName: string
  /** IANA zone in which the organisation's days begin and end. */
  readonly zone: string
  readonly numberPrefix: string
  readonly contact: string | null
  /** How mail is sent; null: none is. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null
  /** The first person of a fresh database that is not the demo's. */
  readonly firstAdmin: { readonly employeeNo: string; readonly password: string } | null
  /** Whether a second issuer has to agree before a certificate is revoked. */
  readonly revokeApproval: boolean
  /** Whether webhooks may lead into private networks, and without https. */
  readonly webhooksMayBePrivate: boolean
  /** Who may read the figures has to know it; null: only callers on this machine may. */
  readonly metricsToken: string | null
  /** How people sign in, beside or instead of with a password. */
  readonly signOn: SignOnSettings
  /** Unknown numbers that one address may ask for in a minute before it has to wait. */
  readonly verifyMissesPerMinute: number
}

/** What stops the start: one clear sentence for the operator, no stack. */
export class StartError extends Error {}

/** A bucket is of no use without the right to use it. */
const filePlaceOf = ({ FILES_URL, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }: z.infer<typeof Environment>): FilePlace | null => {
  const place = readFilesUrl(FILES_URL)
  if (place?.kind !== 's3') return place
  return accessKeyId !== undefined && secretAccessKey !== undefined ? { ...place, accessKeyId, secretAccessKey } : null
}

const firstLocalhost = (port: number) => `http://localhost:${port}`

/** Reads the environment; throws a `StartError` that names every wrong variable. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const { success, data, error } = Environment.safeParse(env)
  if (((env['ADMIN_EMPLOYEE_NO'] ?? '') !== '') !== ((env['ADMIN_PASSWORD'] ?? '') !== ''))
    throw new StartError('The configuration is not right: ADMIN_EMPLOYEE_NO and ADMIN_PASSWORD belong together.')
  if (!success) throw new StartError(`The configuration is not right: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}.`)
  if ((data.SMTP_URL === undefined) !== (data.MAIL_FROM === undefined))
    throw new StartError('The configuration is not right: SMTP_URL and MAIL_FROM belong together.')
  const troubles = signOnTroubles(data)
  if (troubles.length > 0) throw new StartError(`The configuration is not right: ${troubles.join('; ')}.`)
  const files = filePlaceOf(data)
  if (!files) throw new StartError('The configuration is not right: FILES_URL=s3://… needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.')
  return {
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    files,
    publicOrigin: data.PUBLIC_ORIGIN ?? firstLocalhost(data.PORT),
    isDemo: data.DEMO === '1' && data.DATABASE_URL.startsWith('sqlite:'),
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
    organisationName: data.ORGANISATION_NAME,
    organisationNameEn: data.ORGANISATION_NAME_EN,
    issuerName: data.ISSUER_NAME,
    zone: data.ZONE,
    numberPrefix: data.NUMBER_PREFIX,
    contact: data.CONTACT,
    mail: data.SMTP_URL !== undefined && data.MAIL_FROM !== undefined ? { smtpUrl: data.SMTP_URL, from: data.MAIL_FROM } : null,
    firstAdmin:
      data.ADMIN_EMPLOYEE_NO !== undefined && data.ADMIN_PASSWORD !== undefined ? { employeeNo: data.ADMIN_EMPLOYEE_NO, password: data.ADMIN_PASSWORD } : null,
    revokeApproval: data.REVOKE_APPROVAL === '1',
    webhooksMayBePrivate: data.WEBHOOK_PRIVATE === '1',
    metricsToken: data.METRICS_TOKEN ?? null,
    signOn: signOnOf(data),
    verifyMissesPerMinute: data.VERIFY_MISSES_PER_MINUTE,
  }
}
