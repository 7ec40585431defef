import type { Opening } from '@wallet/shared/dashboards/opening'
import type { PersonBehind } from '@wallet/shared/dashboards/people'
import type { api } from '../../api/api.ts'

/** Which people, and which of them. */
export type PeopleAsked = Parameters<(typeof api)['dashboards']['people']>[0]['query']
/** What is asked of the server: of which unit, and which people. */
export interface AskedFor {
  readonly unitId: number
  readonly query: PeopleAsked
}

/** How an opened number is asked for, in the unit that is looked at unless it says otherwise. */
export const askedFor = (opening: Opening, unitId: number): AskedFor => {
  switch (opening.of) {
    case 'people':
    case 'revoked':
      return { unitId, query: { measure: opening.of } }
    case 'active':
      return { unitId, query: { measure: 'active', period: opening.period } }
    case 'missing':
      return { unitId: opening.unitId, query: { measure: 'missing', ...(opening.templateId !== null && { templateId: opening.templateId }) } }
    case 'expiring':
      return { unitId, query: { measure: 'expiring', withinDays: opening.withinDays } }
    case 'exam':
      return { unitId, query: { measure: 'exam', examId: opening.examId } }
    case 'issued':
      return { unitId, query: { measure: 'issued', ...(opening.when !== null && { when: opening.when }) } }
    case 'learning':
      return { unitId: opening.unitId, query: { measure: 'learning' } }
    case 'badges':
      return { unitId, query: { measure: 'badges', category: opening.category } }
    case 'course':
      return { unitId, query: { measure: 'course', courseId: opening.courseId } }
    case 'person':
      return { unitId, query: { measure: 'person', employeeNo: opening.employeeNo } }
  }
}

/** Whether reminding somebody makes sense here: something is missing, or ends soon. */
export const mayRemind = ({ of }: Opening): boolean => of === 'missing' || of === 'expiring' || of === 'person'

/** Whether a row can be reminded of: a certificate that is missing, or ends soon and is not being renewed; once a day, and nobody reminds themselves. */
export const isRemindable = (
  { templateId, state, isRenewing, remindedOn, employeeNo }: PersonBehind,
  { today, me }: { readonly today: string; readonly me: string | null },
): boolean => templateId !== null && !isRenewing && (state === 'missing' || state === 'expiring') && remindedOn !== today && employeeNo !== me
