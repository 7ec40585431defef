import { computed, reactive, ref } from 'vue'

/** Which of a page's layers is open, one at a time; each is fetched when it is first opened and then stays, for the way out. */
export const useLayers = <Name extends string>() => {
  const current = ref<Name | null>(null)
  const wanted = reactive(new Set<string>())
  const open = (name: Name) => {
    wanted.add(name)
    current.value = name
  }
  const isOpen = (name: Name) => computed({ get: () => current.value === name, set: stays => void (current.value = stays ? name : null) })
  return { open, isOpen, wasOpened: (name: Name) => wanted.has(name) }
}
