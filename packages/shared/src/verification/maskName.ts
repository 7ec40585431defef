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

/** What is written in several ways: dots within names, and apostrophes. */
const alike = ['·•・‧∙', "'’‘ʼ´`"]
/** What may stand unseen between two letters. */
const unseen = String.raw`\p{Cf}*`
const letterIn = (letter: string) => {
  const others = alike.find(group => group.includes(letter))
  return others ? `[${others}]` : letter.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
const wordIn = (word: string, between: string) => [...word].map(letterIn).join(between)
/** A letter of a script that parts words by spaces and ends names in nothing. */
const border = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{N}]`

/** A name wherever it stands in a text: in any case, with any spaces; where words are written apart, not within a longer one. */
const nameIn = (name: string): RegExp => {
  if (/\p{Script=Han}/u.test(name)) return new RegExp(wordIn(name.replace(/\s/gu, ''), String.raw`[\s\p{Cf}]*`), 'giu')
  const words = name.trim().split(/\s+/u)
  return new RegExp(`(?<!${border})${words.map(word => wordIn(word, unseen)).join(String.raw`\s+`)}(?!${border})`, 'giu')
}

/** What stands where a name was taken out for good: no longer than the shortest name that is looked for. */
export const takenOut = '**'
/** A single letter names nobody: looked for in a text, it would be found in every second word. */
export const canBeLookedFor = (name: string): boolean => [...name.replace(/[\s\p{Cf}]/gu, '')].length > 1

/** A text without these names, wherever they stand in it. */
export const withoutNames = (text: string, names: readonly string[]): string =>
  names.filter(canBeLookedFor).reduce((left, name) => {
    const found = left.normalize('NFC').replace(nameIn(name.normalize('NFC')), () => takenOut)
    return found === left.normalize('NFC') ? left : found
  }, text)

/** A text about somebody with their name masked wherever it stands in it. A part of a name, such as a surname alone, is not recognised. */
export const maskNameIn = (text: string, name: string): string => {
  const [whole, sought] = [text.normalize('NFC'), name.normalize('NFC').trim()]
  const [first = ''] = sought
  // Most titles do not even hold its first letter, and verdicts are asked for all the time.
  return first !== '' && whole.toLowerCase().includes(first.toLowerCase()) ? whole.replace(nameIn(sought), () => maskName(sought)) : text
}
