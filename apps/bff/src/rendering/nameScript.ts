const isHan = (char: string) => /\p{Script=Han}|[〇·]/u.test(char)

/**
 * Classes that suit a name's script. Only Han: `is-han`, two characters `is-han2` (set wide). A letter that the serif lacks:
 * `is-ext`, the whole name in the wider font, rather than one word in two.
 */
export const nameClasses = (name: string, serifHas: (char: string) => boolean): string[] => {
  const chars = [...name.trim()]
  if (chars.length > 0 && chars.every(isHan)) return [chars.length === 2 ? 'is-han2' : 'is-han']
  return chars.some(char => !isHan(char) && !serifHas(char)) ? ['is-ext'] : []
}
