import type { Certificate } from '@wallet/shared/certificates/certificate'
import { useWords } from '../i18n/index.ts'

/** How the holder of a certificate is called, or that this is not told any more. */
export const useHolder = () => {
  const { t } = useWords()
  return ({ holderName }: Pick<Certificate, 'holderName'>): string => holderName ?? t('certificate.nameWithheld')
}
