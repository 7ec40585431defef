import { readonly, ref } from 'vue'
import { fetchFile } from '../api/api.ts'
import { useWords } from '../i18n/index.ts'
import { announce } from './announce.ts'
import { saveAs } from './files.ts'
import { needsBrowser } from './inWeChat.ts'
import { troubleOf } from './useLoad.ts'

/** Fetches files and saves them, one at a time. */
export const useSave = () => {
  const { t } = useWords()
  const isBusy = ref(false)
  const save = async (url: string, name: string) => {
    if (needsBrowser() || isBusy.value) return
    isBusy.value = true
    const slow = setTimeout(() => announce(t('certificate.pdfMaking')), 600)
    try {
      saveAs(await fetchFile(url), name)
      announce(t('certificate.saved'))
    } catch (thrown) {
      const { code, words } = troubleOf(thrown)
      announce(t(code === 'offline' ? 'certificate.notSaved' : words))
    } finally {
      clearTimeout(slow)
      isBusy.value = false
    }
  }
  return { isBusy: readonly(isBusy), save }
}
