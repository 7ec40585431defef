import { passwordLength } from '@wallet/shared/session/passwordRules'
import { computed, ref } from 'vue'
import { useWords } from '../i18n/index.ts'

/** A password that is being chosen: how far it is, and what is wrong with it once somebody tries. */
export const useNewPassword = () => {
  const { t } = useWords()
  const password = ref('')
  const wasTried = ref(false)
  const missing = computed(() => Math.max(0, passwordLength.least - password.value.length))
  const slip = computed(() => (wasTried.value && missing.value > 0 ? t('password.tooShort', { n: missing.value }) : ''))
  const help = computed(() =>
    password.value === '' ? t('password.help') : missing.value > 0 ? t('password.tooShort', { n: missing.value }) : t('password.longEnough'),
  )
  const isReady = () => {
    wasTried.value = true
    return missing.value === 0
  }
  return { password, slip, help, isReady }
}
