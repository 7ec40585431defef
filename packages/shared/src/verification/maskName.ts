const isHan = (text: string) => /^[\p{Script=Han}〇]$/u.test(text)

/**
 * A holder's name as the public sees it: enough to compare with a person in front of you, too little to learn a name.
 * Han: the first character, one star, and the last one of three or more (欧阳䶮 → 欧*䶮, 张伟 → 张*). Other scripts: the first
 * word, and a star for the rest (Anne-Marie O'Neil → Anne-Marie *); a single word keeps its first letter (Айгүл → А*).
 */
export const maskName = (name: string): string => {
  const trimmed = name.trim()
  const characters = [...trimmed]
  const [first = ''] = characters
  if (isHan(first)) return characters.length > 2 ? `${first}*${characters.at(-1)}` : `${first}*`
  const [word = '', ...rest] = trimmed.split(/\s+/)
  return rest.length > 0 ? `${word} *` : `${first}*`
}
