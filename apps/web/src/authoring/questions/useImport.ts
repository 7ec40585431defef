import type { FileVerdict, Imported } from '@wallet/shared/exams/authored'
import { questionFileLimits } from '@wallet/shared/exams/questionFile'
import { ref, shallowRef } from 'vue'
import { api, drawn } from '../../api/api.ts'
import { useWords, type WordKey } from '../../i18n/index.ts'
import { base64Of, saveAs } from '../../ui/files.ts'
import { needsBrowser } from '../../ui/inWeChat.ts'
import { troubleOf } from '../../ui/useLoad.ts'

/** A file of questions on its way into the stock: looked through, then taken, once. */
export const useImport = () => {
  const { locale } = useWords()
  const name = ref('')
  const verdict = shallowRef<FileVerdict | null>(null)
  const imported = shallowRef<Imported | null>(null)
  const trouble = ref<WordKey | null>(null)
  const isBusy = ref(false)
  let file = ''
  let idempotencyKey = ''

  const attempt = async (work: () => Promise<void>) => {
    if (isBusy.value) return
    isBusy.value = true
    trouble.value = null
    try {
      await work()
    } catch (thrown) {
      trouble.value = troubleOf(thrown).words
    } finally {
      isBusy.value = false
    }
  }
  const check = (chosen: File) =>
    attempt(async () => {
      name.value = chosen.name
      verdict.value = imported.value = null
      if (chosen.size > questionFileLimits.bytes) return void (trouble.value = 'questionImport.tooLarge')
      file = await base64Of(chosen)
      idempotencyKey = crypto.randomUUID()
      verdict.value = await api.questionAuthoring.check({ body: { file } })
    })
  const take = (publish: boolean) =>
    attempt(async () => {
      imported.value = await api.questionAuthoring.import({ body: { file, publish }, idempotencyKey: `${idempotencyKey}-${publish}` })
    })
  const saveRest = () =>
    attempt(async () => {
      if (needsBrowser()) return
      saveAs(await drawn('questionAuthoring', 'rest', { file, locale: locale.value }), name.value.replace(/(\.\w+)?$/, '-rest.csv'))
    })
  return { name, verdict, imported, trouble, isBusy, check, take, saveRest }
}
