import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { addMonths, dayIn, isoDay, parseDay, type Day } from '@wallet/shared/certificates/validity'
import type { Problem } from '@wallet/shared/problem'
import type { Person } from '@wallet/shared/people/person'
import type { Template } from '@wallet/shared/templates/template'
import type { WordKey } from '../i18n/index.ts'

/** How long: as the template has it, without an end, or until a last day (`2028-11-23`). */
export type Validity = { readonly kind: 'template' } | { readonly kind: 'none' } | { readonly kind: 'day'; readonly day: string }

/** What stands in the form; figures as they were typed. */
export interface IssueForm {
  person: Person | null
  templateId: number | null
  title: string
  description: string
  score: string
  completionRate: string
  validity: Validity
}
export type Field = 'person' | 'template' | 'title' | 'description' | 'score' | 'completionRate' | 'validUntil'
/** What is wrong, field by field. */
export type Slips = Partial<Record<Field, WordKey>>

export const emptyForm = (): IssueForm => ({
  person: null,
  templateId: null,
  title: '',
  description: '',
  score: '',
  completionRate: '',
  validity: { kind: 'template' },
})

/** For the next one: the same certificate, for somebody else. */
export const forNext = (form: IssueForm): IssueForm => ({ ...form, person: null, score: '', completionRate: '' })

/** Which figures a template asks for: those it prints, and the one that its type is about. */
export const asksFor = ({ type, templateHtml }: Template, figure: 'score' | 'completionRate') =>
  templateHtml.includes(`{{${figure}}}`) || type === (figure === 'score' ? 'exam' : 'course')

/** A figure from 0 to 100 with at most two decimals; null where nothing was typed, undefined where it is not one. */
export const readFigure = (typed: string): number | null | undefined => {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return null
  return /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 100 ? Number(text) : undefined
}

/** The last day of validity, or null without an end. */
export const lastDayFor = (validity: Validity, template: Template | null, now: Date, zone: string): Day | null => {
  if (validity.kind === 'day') return parseDay(validity.day)
  const months = validity.kind === 'template' ? (template?.validityMonths ?? null) : null
  return months === null ? null : addMonths(dayIn(now, zone), months)
}

/** What keeps the form from being sent. */
export const slipsIn = (form: IssueForm, template: Template | null, now: Date, zone: string): Slips => {
  const wrong = (figure: 'score' | 'completionRate') => template !== null && asksFor(template, figure) && readFigure(form[figure]) === undefined
  const isPast = form.validity.kind === 'day' && (parseDay(form.validity.day) === null || form.validity.day < isoDay(dayIn(now, zone)))
  return {
    ...(!form.person && { person: 'issuing.personMissing' as const }),
    ...(!template && { template: 'issuing.templateMissing' as const }),
    ...(wrong('score') && { score: 'issuing.figureWrong' as const }),
    ...(wrong('completionRate') && { completionRate: 'issuing.figureWrong' as const }),
    ...(isPast && { validUntil: 'issuing.dayWrong' as const }),
  }
}

/** The order that a form without slips gives; null while somebody or something is missing. */
export const orderOf = ({ person, title, description, score, completionRate, validity }: IssueForm, template: Template | null): IssueOrder | null => {
  if (!person || !template) return null
  const figures = { score: readFigure(score), completionRate: readFigure(completionRate) }
  return {
    templateId: template.id,
    employeeNo: person.employeeNo,
    ...(title.trim() !== '' && { title: title.trim() }),
    ...(description.trim() !== '' && { description: description.trim() }),
    ...(asksFor(template, 'score') && typeof figures.score === 'number' && { score: figures.score }),
    ...(asksFor(template, 'completionRate') && typeof figures.completionRate === 'number' && { completionRate: figures.completionRate }),
    ...(validity.kind === 'none' && { validUntil: null }),
    ...(validity.kind === 'day' && { validUntil: validity.day }),
  }
}

const fields: readonly string[] = ['title', 'description', 'score', 'completionRate', 'validUntil'] satisfies Field[]
const isField = (path: string): path is Field => fields.includes(path)
const aboutField: Partial<Record<Problem['code'], Field>> = {
  person_not_found: 'person',
  person_inactive: 'person',
  template_not_found: 'template',
  template_inactive: 'template',
}

/** The server's reasons, at the fields they are about. */
export const refusedIn = ({ code, errors = [] }: Problem): Slips => {
  const field = aboutField[code]
  if (field) return { [field]: `problem.${code}` }
  return Object.fromEntries(errors.flatMap(({ path }) => (isField(path) ? [[path, path === 'validUntil' ? 'issuing.dayWrong' : 'issuing.fieldWrong']] : [])))
}
