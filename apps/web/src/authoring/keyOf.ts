import { toRaw } from 'vue'

const keys = new WeakMap<object, number>()
let last = 0

/** A key for something that may not have an id yet; it stays while the thing is moved about. */
export const keyOf = (thing: object): number => {
  const raw = toRaw(thing)
  const key = keys.get(raw) ?? (last += 1)
  keys.set(raw, key)
  return key
}

/** Gives the copy of a thing the key of what it was made from. */
export const sameKey = <T extends object>(thing: T, copy: T): T => {
  keys.set(copy, keyOf(thing))
  return copy
}
