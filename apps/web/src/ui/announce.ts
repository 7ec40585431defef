import { ref } from 'vue'

/** A short line that is shown for a moment and read aloud; never for something that needs reading. */
export const announcement = ref('')
let timer: ReturnType<typeof setTimeout> | undefined

export const announce = (line: string) => {
  clearTimeout(timer)
  announcement.value = line
  timer = setTimeout(() => (announcement.value = ''), 2_400)
}
