import { computed } from 'vue'
import { useWords } from '../i18n/index.ts'
import { nameOf } from '../i18n/organisationName.ts'
import { useOrganisation } from './organisation.ts'

/** What people call the organisation, in the language spoken now; the product's own name until it is known. */
export const useOrganisationName = () => {
  const store = useOrganisation()
  const { t, locale } = useWords()
  return computed(() => (store.organisation ? nameOf(store.organisation, locale.value) : t('product')))
}
