import type { PersonFileVerdict, PersonImport } from '@wallet/shared/organisation/person'
import { personFileLimits } from '@wallet/shared/organisation/personFile'
import { ref, shallowRef } from 'vue'
import { api, drawn } from '../api/api.ts'
import { base64Of, saveAs } from '../ui/files.ts'
import { useWords, type WordKey } from '../i18n/index.ts'
import { needsBrowser } from '../ui/inWeChat.ts'
import { troubleOf } from '../ui/useLoad.ts'

/** A file of people on its way: looked through, then taken as it was looked at. */
export const usePeopleImport = () => {
  const { t, locale } = useWords()
  const name = ref('')
  const createsUnits = ref(false)
  const verdict = shallowRef<PersonFileVerdict | null>(null)
  const imported = shallowRef<PersonImport | null>(null)
  const trouble = ref<WordKey | null>(null)
  const isBusy = ref(false)
  let file = ''

  const attempt = async (work: () => Promise<void>) => {
    if (isBusy.value) return
    isBusy.value = true
    trouble.value = null
    try {
      await work()
    } catch (thrown) {
      const { code, words } = troubleOf(thrown)
      trouble.value = words
      // What would happen is shown anew, so that it can be confirmed.
      if (code === 'file_judged_anew') verdict.value = await api.organisation.checkFile({ body: { file, createsUnits: createsUnits.value } })
    } finally {
      isBusy.value = false
    }
  }
  const look = async () => void (verdict.value = await api.organisation.checkFile({ body: { file, createsUnits: createsUnits.value } }))
  const check = (chosen: File) =>
    attempt(async () => {
      name.value = chosen.name
      verdict.value = null
      if (chosen.size > personFileLimits.bytes) return void (trouble.value = 'peopleImport.tooLarge')
      file = await base64Of(chosen)
      await look()
    })
  const settle = (creates: boolean) =>
    attempt(async () => {
      createsUnits.value = creates
      await look()
    })
  const take = () =>
    attempt(async () => {
      if (verdict.value) imported.value = await api.organisation.importFile({ body: { file, createsUnits: createsUnits.value, digest: verdict.value.digest } })
    })
  const saveRest = () =>
    attempt(async () => {
      if (needsBrowser()) return
      const rest = await drawn('organisation', 'restOfFile', { file, createsUnits: createsUnits.value, locale: locale.value })
      saveAs(rest, t('peopleImport.restFile', { name: name.value.replace(/\.\w+$/, '') }))
    })
  const startOver = () => {
    verdict.value = imported.value = trouble.value = null
    name.value = ''
  }
  return { name, createsUnits, verdict, imported, trouble, isBusy, check, settle, take, saveRest, startOver }
}
