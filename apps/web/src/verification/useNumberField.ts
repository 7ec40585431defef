import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import { emptyNo, eraseBefore, nextPart, numberOf, readWhole, slipOf, typeInto } from './typedNo.ts'

interface Options {
  /** The organisation's letters; empty until they are known. */
  readonly prefix: () => string
  /** What was asked before, to be put right. */
  readonly asked: string
  /** The inputs, in order. */
  readonly inputs: () => readonly HTMLInputElement[]
  readonly open: (certificateNo: string) => void
}

/** A number typed in parts: full ones lead on to the next, a pasted one fills all, and what is wrong is said as soon as it can be known. */
export const useNumberField = ({ prefix, asked, inputs, open }: Options) => {
  const read = readWhole(asked)
  const typed = shallowRef(read ?? emptyNo(prefix()))
  watch(prefix, letters => {
    if (typed.value.prefix === '') typed.value = { ...typed.value, prefix: letters }
  })
  /** What is missing is said only once someone has tried. */
  const hasTried = ref(read !== null)
  const slip = computed(() => {
    const found = slipOf(typed.value)
    return found?.kind === 'missing' && !hasTried.value ? null : found
  })
  const certificateNo = computed(() => numberOf(typed.value))
  const focus = (part: number) => inputs()[part]?.focus()

  const type = async (part: number, event: Event) => {
    const input = inputs()[part]
    // A keyboard that is still composing is left alone until the part is full: some Android keyboards compose every letter.
    if (!input || (event instanceof InputEvent && event.isComposing && input.value.length < 4)) return
    const wasFull = typed.value.parts[part]?.length === 4
    typed.value = typeInto(typed.value, part, input.value)
    // It shows what was read: capitals, digits for look-alikes, nothing too long.
    input.value = typed.value.parts[part] ?? ''
    await nextTick()
    if (!wasFull && input.value.length === 4) focus(nextPart(typed.value, part))
  }
  /** Backspace at the beginning of a part goes on at the end of the one before, as if they were one field. */
  const erase = (part: number, event: KeyboardEvent) => {
    const [before, here] = [inputs()[part - 1], inputs()[part]]
    if (!before || here?.selectionEnd !== 0) return
    event.preventDefault()
    typed.value = eraseBefore(typed.value, part)
    before.focus()
    before.value = typed.value.parts[part - 1] ?? ''
    before.setSelectionRange(before.value.length, before.value.length)
  }
  const submit = () => {
    hasTried.value = true
    if (certificateNo.value) return open(certificateNo.value)
    const found = slipOf(typed.value)
    focus(found && 'part' in found ? found.part : 1)
  }
  /** Puts in a number that is already known, or begins the current year's. */
  const begin = (known: string, year: number) => {
    const whole = readWhole(known)
    if (whole) typed.value = whole
    else if (typed.value.parts.every(part => part === '')) typed.value = typeInto(typed.value, 0, String(year))
  }
  return { typed, slip, certificateNo, type, erase, submit, begin }
}
