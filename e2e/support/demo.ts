import type { APIRequestContext } from '@playwright/test'
import type { Certificate } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import type { Person } from '@wallet/shared/people/person'
import type { Page } from '@wallet/shared/page'

/** People of the demo company by what they are here. */
export const people = { admin: 'KPL0001', issuer: 'KPL0002', manager: 'KPL0003', employee: 'KPL0004', colleague: 'KPL0005' } as const

const get = async <T>(request: APIRequestContext, url: string): Promise<T> => {
  const answer = await request.get(url)
  if (!answer.ok()) throw new Error(`${url}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

/** The employee number of a person of this name; the caller has to be an issuer. */
export const employeeNoOf = async (request: APIRequestContext, fullName: string): Promise<string> => {
  const { items } = await get<Page<Person>>(request, `/api/people?q=${encodeURIComponent(fullName)}`)
  const person = items.find(one => one.fullName === fullName)
  if (!person) throw new Error(`nobody is called ${fullName}`)
  return person.employeeNo
}

/** Some certificate in this state; the caller has to be an issuer. */
export const someCertificate = async (request: APIRequestContext, status: Status): Promise<Certificate> => {
  const { items } = await get<Page<Certificate>>(request, `/api/issued?status=${status}&limit=1`)
  if (!items[0]) throw new Error(`no certificate is ${status}`)
  return items[0]
}
