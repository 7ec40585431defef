import type { APIRequestContext } from '@playwright/test'
import { people, someCertificate } from './demo.ts'

/** One page of the product, who looks at it, and where. */
export interface Place {
  readonly name: string
  readonly as: string | null
  readonly path: string
}

/** Every page there is, in every state that the demo company has. `issuer` is the request context of an issuer. */
export const everyPlace = async (issuer: APIRequestContext): Promise<Place[]> => {
  const numberOf = async (status: Parameters<typeof someCertificate>[1]) => (await someCertificate(issuer, status)).certificateNo
  const [valid, expiring, expired, superseded, suspended, revoked] = await Promise.all([
    numberOf('valid'),
    numberOf('expiring'),
    numberOf('expired'),
    numberOf('superseded'),
    numberOf('suspended'),
    numberOf('revoked'),
  ])
  const nobody = null
  return [
    { name: 'login', as: nobody, path: '/login' },
    { name: 'wallet', as: people.employee, path: '/' },
    { name: 'me', as: people.employee, path: '/me' },
    { name: 'not-found', as: people.employee, path: '/nowhere' },
    { name: 'certificate', as: people.issuer, path: `/certificates/${valid}` },
    { name: 'certificate-expiring', as: people.issuer, path: `/certificates/${expiring}` },
    { name: 'certificate-expired', as: people.issuer, path: `/certificates/${expired}` },
    { name: 'certificate-superseded', as: people.issuer, path: `/certificates/${superseded}` },
    { name: 'certificate-suspended', as: people.issuer, path: `/certificates/${suspended}` },
    { name: 'certificate-revoked', as: people.issuer, path: `/certificates/${revoked}` },
    { name: 'issue', as: people.issuer, path: '/issue' },
    { name: 'issued', as: people.issuer, path: '/issued' },
    { name: 'verify-form', as: nobody, path: '/v' },
    { name: 'verify-valid', as: nobody, path: `/v/${valid}` },
    { name: 'verify-expired', as: nobody, path: `/v/${expired}` },
    { name: 'verify-superseded', as: nobody, path: `/v/${superseded}` },
    { name: 'verify-suspended', as: nobody, path: `/v/${suspended}` },
    { name: 'verify-revoked', as: nobody, path: `/v/${revoked}` },
    { name: 'verify-unknown', as: nobody, path: '/v/KPL-2026-0000-0000-000D' },
    { name: 'verify-mistyped', as: nobody, path: `/v/${mistyped(valid)}` },
    { name: 'api-docs', as: nobody, path: '/api/docs' },
  ]
}

/** The same number with its last symbol wrong. */
const mistyped = (certificateNo: string) => certificateNo.slice(0, -1) + (certificateNo.endsWith('0') ? '1' : '0')
