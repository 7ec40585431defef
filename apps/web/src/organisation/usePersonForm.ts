import type { PersonRecord, Unit } from '@wallet/shared/organisation/person'
import { reactive, ref } from 'vue'
import { api } from '../api/api.ts'
import { useWords, type WordKey } from '../i18n/index.ts'
import { announce } from '../ui/announce.ts'
import { useSend } from '../ui/useSend.ts'

/** A record while it is being filled in: what is wrong is said at its field, and sent once nothing is. */
export const usePersonForm = (person: PersonRecord | null, units: readonly Unit[]) => {
  const { t } = useWords()
  const draft = reactive({
    employeeNo: '',
    fullName: person?.fullName ?? '',
    unitId: person?.unit.id ?? units[0]?.id ?? 0,
    post: person?.post ?? '',
    email: person?.email ?? '',
    role: person?.role ?? 'employee',
    manages: (person?.manages ?? []).map(({ id }) => id) as readonly number[],
  })
  const slips = ref<Record<string, string>>({})
  const { isBusy, trouble, send } = useSend()
  const slip = (isWrong: boolean, path: string, words: WordKey): [string, string][] => (isWrong ? [[path, t(words)]] : [])
  const look = () => {
    const [employeeNo, email] = [draft.employeeNo.trim(), draft.email.trim()]
    slips.value = Object.fromEntries([
      ...slip(!person && employeeNo === '', 'employeeNo', 'personEdit.missing'),
      ...slip(employeeNo !== '' && !/^[\w-]{1,32}$/.test(employeeNo), 'employeeNo', 'personEdit.badNumber'),
      ...slip(draft.fullName.trim() === '', 'fullName', 'personEdit.missing'),
      ...slip(email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email), 'email', 'personEdit.badEmail'),
    ])
    return Object.keys(slips.value).length === 0
  }
  const written = () => ({
    fullName: draft.fullName.trim(),
    unitId: draft.unitId,
    post: draft.post.trim() || null,
    email: draft.email.trim() || null,
    role: draft.role,
    ...(draft.role === 'manager' && (person !== null || draft.manages.length > 0) && { manages: [...draft.manages] }),
  })
  /** The employee number, or null where it was not saved. */
  const save = async (): Promise<string | null> => {
    if (!look()) return null
    const saved = await send(() =>
      person
        ? api.organisation.change({ params: { employeeNo: person.employeeNo }, body: written() })
        : api.organisation.create({ body: { ...written(), employeeNo: draft.employeeNo.trim() } }),
    )
    if (saved) announce(t(person ? 'personEdit.saved' : 'personEdit.created'))
    return saved?.employeeNo ?? null
  }
  return { draft, slips, isBusy, trouble, save }
}
