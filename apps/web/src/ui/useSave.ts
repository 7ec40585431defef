import { readonly, ref } from 'vue'
import { fetchFile } from '../api/api.ts'
import { useWords } from '../i18n/index.ts'
import { announce } from './announce.ts'
import { isInWeChat } from './inWeChat.ts'
import { troubleOf } from './useLoad.ts'

const saveAs = (file: Blob, name: string) => {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The browser takes what it needs before the next minute.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Fetches files and saves them, one at a time. Where nothing can be saved, `isBlocked` asks for another way to be shown. */
export const useSave = () => {
  const { t } = useWords()
  const isBusy = ref(false)
  const isBlocked = ref(false)
  const save = async (url: string, name: string) => {
    if (isInWeChat()) return void (isBlocked.value = true)
    if (isBusy.value) return
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
  return { isBusy: readonly(isBusy), isBlocked, save }
}
