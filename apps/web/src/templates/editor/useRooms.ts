import type { TemplateDraft } from '@wallet/shared/templates/template'
import { computed, nextTick, ref, type Ref } from 'vue'
import { useWords } from '../../i18n/index.ts'
import type { Side } from '../source/refusals.ts'
import { roomOf, roomsOf, type Room } from './rooms.ts'

/** What of the editor is shown: everything where there is room, else one part at a time; and the way to a field that is not right. */
export const useRooms = (draft: Ref<TemplateDraft>, isWide: () => boolean, written: Readonly<Ref<HTMLElement | null>>) => {
  const { t } = useWords()
  const room = ref<Room>('design')
  const rooms = computed(() => roomsOf(draft.value.form !== null).map(value => ({ value, words: t(`templates.room.${value}`) })))
  const shownRoom = computed(() => (rooms.value.some(({ value }) => value === room.value) ? room.value : 'design'))
  const isShown = (name: Room) => isWide() || shownRoom.value === name
  const isSourceShown = computed(() => isWide() || shownRoom.value === 'design' || shownRoom.value === 'style')
  const only = computed((): Side | null => (isWide() ? null : shownRoom.value === 'style' ? 'templateStyle' : 'templateHtml'))
  /** Shows the field at a path, and puts the cursor in it. */
  const pointOut = async (path: string) => {
    room.value = roomOf(path)
    await nextTick()
    const field = written.value?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
    field?.scrollIntoView({ block: 'center' })
    field?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true })
  }
  return { room, rooms, isShown, isSourceShown, only, pointOut }
}
