import type { OptionKey } from '@wallet/shared/exams/option'
import { onScopeDispose } from 'vue'
import { meaningOf, type KeyMeaning } from './answers.ts'

const isFree = ({ ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent) =>
  !ctrlKey && !metaKey && !altKey && !isComposing && !document.querySelector('#app')?.hasAttribute('inert')

/** Listens for the keys of a paper, as long as no layer lies over it. */
export const usePaperKeys = (letters: () => readonly OptionKey[], act: (meaning: NonNullable<KeyMeaning>) => void) => {
  const press = (event: KeyboardEvent) => {
    const meaning = isFree(event) ? meaningOf(event.key, letters()) : null
    if (!meaning) return
    // An arrow would also move on within the options.
    event.preventDefault()
    act(meaning)
  }
  addEventListener('keydown', press)
  onScopeDispose(() => removeEventListener('keydown', press))
}
