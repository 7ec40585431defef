import { useWords } from '../i18n/index.ts'
import { announce } from './announce.ts'

/** Copies a line; where the browser does not let us, it says so. */
export const useCopy = () => {
  const { t } = useWords()
  return async (line: string) => {
    try {
      await navigator.clipboard.writeText(line)
      announce(t('common.copied'))
    } catch {
      announce(t('common.copyFailed'))
    }
  }
}
