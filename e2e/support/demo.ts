import type { APIRequestContext } from '@playwright/test'
import type { Certificate } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import type { Person } from '@wallet/shared/people/person'
import type { CourseCard, CourseView, LessonLine } from '@wallet/shared/courses/learning'
import type { Page } from '@wallet/shared/page'
import type { Template } from '@wallet/shared/templates/template'

/** People of the demo company by what they are here. The name of `misnamed` changes: nobody else may look for it. */
export const people = {
  admin: 'KPL0001',
  issuer: 'KPL0002',
  manager: 'KPL0003',
  employee: 'KPL0004',
  colleague: 'KPL0005',
  leader: 'KPL0017',
  misnamed: 'KPL0031',
} as const

const get = async <T>(request: APIRequestContext, url: string): Promise<T> => {
  const answer = await request.get(url, { maxRetries: 3 }) // a connection kept alive may be closed just as it is used again
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

/** The newest certificate in this state, of anyone or of a person of this name; the caller has to be an issuer. */
export const someCertificate = async (request: APIRequestContext, status: Status, holderName?: string): Promise<Certificate> => {
  const found = (await certificatesOf(request, { status, ...(holderName !== undefined && { q: holderName }) }))[0]
  if (!found) throw new Error(`no certificate ${holderName ? `of ${holderName} ` : ''}is ${status}`)
  return found
}

/** What has been issued, newest first, narrowed as the list of everything issued can be; the caller has to be an issuer. */
export const certificatesOf = async (request: APIRequestContext, query: Record<string, string>): Promise<Certificate[]> =>
  (await get<Page<Certificate>>(request, `/api/issued?${new URLSearchParams(query)}`)).items

/** The templates in use, in their order; the caller has to be an issuer. */
export const templatesIn = async (request: APIRequestContext): Promise<Template[]> =>
  (await get<Page<Template>>(request, '/api/templates?isActive=true&limit=100')).items

/** The course of this title, as whoever asks sees it. */
export const courseCalled = async (request: APIRequestContext, title: string): Promise<CourseView> => {
  const { items } = await get<Page<CourseCard>>(request, '/api/courses?limit=100')
  const course = items.find(one => one.title === title)
  if (!course) throw new Error(`no course is called ${title}`)
  return get(request, `/api/courses/${course.id}`)
}

/** The first lesson of this kind in a course. */
export const lessonOf = ({ title, chapters }: CourseView, kind: LessonLine['kind']): LessonLine => {
  const lesson = chapters.flatMap(({ lessons }) => lessons).find(one => one.kind === kind)
  if (!lesson) throw new Error(`${title} has no lesson of the kind ${kind}`)
  return lesson
}
