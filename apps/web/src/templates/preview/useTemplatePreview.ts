import type { Reason } from '@wallet/shared/problem'
import type { Orientation, SampleName } from '@wallet/shared/templates/stage'
import type { TemplateDraft } from '@wallet/shared/templates/template'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { drawn, ProblemError } from '../../api/api.ts'
import { serverNow } from '../../api/clock.ts'
import { troubleOf, type Trouble } from '../../ui/useLoad.ts'
import { usePause } from '../../ui/usePause.ts'

/** The last picture that could be drawn. */
interface Picture {
  readonly url: string
  readonly at: string
  readonly orientation: Orientation
}
const pauseMs = 450

/** What is drawn of a template: nothing that does not change its looks. */
export const previewBody = (
  { name: _name, isActive: _use, sortOrder: _order, templateHtml, templateStyle, form, ...looks }: TemplateDraft,
  sampleName: SampleName,
) => (form ? { ...looks, form, sampleName } : { ...looks, templateHtml, templateStyle, sampleName })

/** The picture that a draft would give, following what is typed; where it is refused, the last good one stays, with the reasons. */
export const useTemplatePreview = (draft: () => TemplateDraft | null, sample: () => SampleName) => {
  const picture = shallowRef<Picture | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const reasons = shallowRef<readonly Reason[]>([])
  const isBusy = ref(false)
  let under = new AbortController()
  const body = computed(() => {
    const now = draft()
    return now && JSON.stringify(previewBody(now, sample()))
  })

  const show = (next: Picture | null) => {
    if (picture.value) URL.revokeObjectURL(picture.value.url)
    picture.value = next
  }
  const explain = (thrown: unknown) => {
    trouble.value = troubleOf(thrown)
    reasons.value = thrown instanceof ProblemError ? (thrown.problem.errors ?? []) : []
  }
  const draw = async (text: string) => {
    under.abort()
    const mine = (under = new AbortController())
    const { orientation } = JSON.parse(text) as TemplateDraft
    isBusy.value = true
    try {
      const file = await drawn('templates', 'preview', JSON.parse(text), {}, mine.signal)
      if (mine.signal.aborted) return
      show({ url: URL.createObjectURL(file), at: serverNow().toISOString(), orientation })
      trouble.value = null
      reasons.value = []
    } catch (thrown) {
      if (!mine.signal.aborted) explain(thrown)
    } finally {
      if (mine === under) isBusy.value = false
    }
  }
  const { after } = usePause()
  watch(body, now => now !== null && after(picture.value ? pauseMs : 0, () => void draw(now)), { immediate: true })
  onScopeDispose(() => {
    under.abort()
    show(null)
  })
  return { picture, trouble, reasons, isBusy, again: () => body.value !== null && void draw(body.value) }
}
