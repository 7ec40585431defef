import type { Overview } from '@wallet/shared/dashboards/overview'
import { useWords } from '../i18n/index.ts'
import { useSave } from '../ui/useSave.ts'

/** Saves who holds what of all that is required, as a table for spreadsheets. */
export const useCoverageFile = (overview: () => Pick<Overview, 'figures'>) => {
  const { t } = useWords()
  const { isBusy, save } = useSave()
  const saveCoverage = () => {
    const { id, name } = overview().figures.unit
    return save(`/api/dashboard/units/${id}/coverage.csv`, t('dashboards.page.coverageFile', { unit: name }))
  }
  return { isBusy, saveCoverage }
}
