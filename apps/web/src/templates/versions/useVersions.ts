import type { Template, TemplateVersion, TemplateVersionRow } from '@wallet/shared/templates/template'
import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '../../api/api.ts'
import { useWords, type WordKey } from '../../i18n/index.ts'
import { announce } from '../../ui/announce.ts'
import { troubleOf, useLoad } from '../../ui/useLoad.ts'
import { useSend } from '../../ui/useSend.ts'

/** All versions of a template: rarely more than some dozens, and any two can be compared. */
const allVersions = async (id: number): Promise<readonly TemplateVersionRow[]> => {
  const found: TemplateVersionRow[] = []
  let cursor: string | null | undefined
  do {
    const page = await api.templates.versions({ params: { id }, query: { limit: 100, ...(cursor && { cursor }) } })
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return found
}

/** The versions of a template: any two side by side, and an earlier one as the next. */
export const useVersions = (id: () => number) => {
  const { t } = useWords()
  const { data, state, trouble, reload } = useLoad(async () => {
    const [template, rows] = await Promise.all([api.templates.get({ params: { id: id() } }), allVersions(id())])
    return { template, rows }
  })
  const template = computed<Template | null>(() => data.value?.template ?? null)
  const rows = computed(() => data.value?.rows ?? [])
  const chosen = ref<{ readonly before: number; readonly after: number } | null>(null)
  watch(rows, ([newest, before]) => void (newest && (chosen.value = { before: before?.version ?? newest.version, after: newest.version })))

  const known = new Map<number, Promise<TemplateVersion>>()
  const fetchVersion = (version: number) => {
    const found = known.get(version) ?? api.templates.version({ params: { id: id(), version } })
    known.set(version, found)
    found.catch(() => known.delete(version))
    return found
  }
  const compared = shallowRef<{ readonly before: TemplateVersion; readonly after: TemplateVersion } | null>(null)
  const notCompared = ref<WordKey | null>(null)
  watch(chosen, async now => {
    if (!now) return
    try {
      const [before, after] = await Promise.all([fetchVersion(now.before), fetchVersion(now.after)])
      if (now !== chosen.value) return
      compared.value = { before, after }
      notCompared.value = null
    } catch (thrown) {
      notCompared.value = troubleOf(thrown).words
    }
  })

  const { isBusy, trouble: refusal, send } = useSend()
  const restore = async (version: number): Promise<boolean> => {
    const now = await send(() => api.templates.restore({ params: { id: id(), version }, body: { ...(template.value && { version: template.value.version }) } }))
    if (!now) return false
    announce(t('templates.restored', { version, now: now.version }))
    await reload()
    return true
  }
  return { template, rows, chosen, compared, notCompared, state, trouble, reload, isBusy, refusal, restore }
}
