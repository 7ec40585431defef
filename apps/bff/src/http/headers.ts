import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

const none = ["'none'"]
const self = ["'self'"]

/** The one style that html2canvas writes into its copy of a page when it draws a poster: it hides pseudo-elements, and nothing else has this hash. */
const posterStyle = "'sha256-UP0QZg7irvSMvOBz9mH2PIIE28+57UiavRfeVea0l3g='"

/** What every answer says to the browser: only our own scripts, styles and pictures; nobody may frame us. */
export const securityHeaders = (isHttps: boolean): RequestHandler[] => [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: [...self, posterStyle],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: self,
        mediaSrc: self,
        fontSrc: self,
        manifestSrc: self,
        workerSrc: self,
        objectSrc: none,
        baseUri: none,
        formAction: self,
        frameAncestors: none,
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  }),
  (_request, response, next) => {
    response.setHeader('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()')
    next()
  },
]

/** Each request gets an id, by which an operator finds it in the log. */
export const requestId: RequestHandler = (_request, response, next) => {
  response.setHeader('x-request-id', randomUUID())
  next()
}

/** For a picture that nobody should be able to run: no script, no request, even when opened by itself. */
export const pictureHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  'x-content-type-options': 'nosniff',
} as const

/** For a sheet to print. No sandbox: in older browsers it keeps the viewer shut. */
export const sheetHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const
