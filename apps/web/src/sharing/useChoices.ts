import { ref, watch } from 'vue'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'
import { choicesFrom, type Choices } from './choices.ts'

const key = `${mine}poster`

/** What this person chose last on this device. */
export const useChoices = () => {
  const choices = ref<{ -readonly [Name in keyof Choices]: Choices[Name] }>(choicesFrom(recall(key)))
  watch(choices, chosen => keep(key, chosen), { deep: true })
  return choices
}
