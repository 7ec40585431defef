import type { AuthoredRow } from '@wallet/shared/authoring'
import type { Reason } from '@wallet/shared/problem'
import { computed, provide, readonly, ref, shallowRef, watch, type InjectionKey, type Ref } from 'vue'
import { ProblemError } from '../api/api.ts'
import { useWords } from '../i18n/index.ts'
import { announce } from '../ui/announce.ts'
import { troubleOf, type LoadState, type Trouble } from '../ui/useLoad.ts'
import { reasonWords } from './reasonWords.ts'

/** How one kind of content is read and written; what the server keeps, and what stands in the form. */
export interface Authoring<Stored, Draft> {
  readonly blank: () => Draft
  readonly draftOf: (stored: Stored) => Draft
  readonly load: (id: number) => Promise<Stored>
  readonly create: (draft: Draft) => Promise<Stored>
  readonly save: (id: number, draft: Draft, version: number) => Promise<Stored>
  readonly publish: (id: number, version: number) => Promise<Stored>
  readonly retire: (id: number) => Promise<Stored>
  /** What was written, as plain text to take elsewhere. */
  readonly asText: (draft: Draft) => string
}

/** What a field asks its editor. */
export interface Slips {
  /** What is wrong with the field at this path, in a sentence. */
  readonly at: (path: string) => string | undefined
  /** How many things are wrong at this path or below it. */
  readonly below: (path: string) => number
}
export const slipsKey: InjectionKey<Slips> = Symbol('slips')

type Versioned = Pick<AuthoredRow, 'id' | 'state' | 'version' | 'publishedVersion' | 'updatedAt'>
const textOf = (draft: unknown) => JSON.stringify(draft)

/** One thing being written: loaded or new, changed, saved, published; what is wrong with it, and whether somebody else was faster. */
export const useEditor = <Stored extends Versioned, Draft extends object>(id: () => number | null, authoring: Authoring<Stored, Draft>) => {
  const { t } = useWords()
  const stored = shallowRef<Stored | null>(null)
  const draft = ref(authoring.blank()) as Ref<Draft>
  const kept = ref(textOf(draft.value))
  const state = ref<LoadState>('loading')
  const trouble = shallowRef<Trouble | null>(null)
  const reasons = shallowRef<readonly Reason[]>([])
  const refusal = shallowRef<Trouble | null>(null)
  const isStale = ref(false)
  const isBusy = ref(false)
  const isDirty = computed(() => textOf(draft.value) !== kept.value)

  const take = (now: Stored) => {
    stored.value = now
    draft.value = authoring.draftOf(now)
    kept.value = textOf(draft.value)
    reasons.value = []
    refusal.value = null
    isStale.value = false
  }
  const load = async () => {
    const asked = id()
    state.value = 'loading'
    try {
      if (asked !== null) take(await authoring.load(asked))
      state.value = 'ready'
    } catch (thrown) {
      trouble.value = troubleOf(thrown)
      state.value = trouble.value.code === 'offline' ? 'offline' : 'error'
    }
  }
  watch(id, now => (now === null || now !== stored.value?.id) && void load(), { immediate: true })

  const explain = (thrown: unknown) => {
    refusal.value = troubleOf(thrown)
    isStale.value = refusal.value.code === 'stale_version'
    reasons.value = thrown instanceof ProblemError ? (thrown.problem.errors ?? []) : []
  }
  /** Does it, and answers whether it was done. */
  const attempt = async (work: () => Promise<Stored>, done: string): Promise<boolean> => {
    if (isBusy.value) return false
    isBusy.value = true
    try {
      take(await work())
      announce(done)
      return true
    } catch (thrown) {
      explain(thrown)
      return false
    } finally {
      isBusy.value = false
    }
  }
  const write = (): Promise<Stored> => {
    const { value: now } = stored
    return now ? authoring.save(now.id, draft.value, now.version) : authoring.create(draft.value)
  }
  const save = () => attempt(write, t('authoring.saved'))
  const publish = async () => {
    if ((isDirty.value || !stored.value) && !(await attempt(write, ''))) return false
    const now = stored.value
    return now !== null && attempt(() => authoring.publish(now.id, now.version), t('authoring.published'))
  }
  const retire = async () => {
    const now = stored.value
    return now !== null && attempt(() => authoring.retire(now.id), t('authoring.retired'))
  }

  const startsWith = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}.`)
  provide(slipsKey, {
    at: path => {
      const reason = reasons.value.find(each => each.path === path)
      return reason && reasonWords(t, reason.message)
    },
    below: path => reasons.value.filter(each => startsWith(each.path, path)).length,
  })

  return {
    ...{ stored, draft, state: readonly(state), trouble, reload: load, isDirty, isBusy: readonly(isBusy), isStale },
    ...{ reasons, refusal, save, publish, retire, asText: () => authoring.asText(draft.value) },
  }
}

/** What the frame needs of an editor, whatever is written in it. */
export type Editor = Pick<
  ReturnType<typeof useEditor<Versioned, object>>,
  'stored' | 'state' | 'trouble' | 'reload' | 'isDirty' | 'isBusy' | 'isStale' | 'reasons' | 'refusal' | 'save' | 'publish' | 'retire' | 'asText'
>
