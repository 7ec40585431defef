/** How long a password has to be, and may be, in UTF-16 units. */
export const passwordLength = { least: 12, most: 200 } as const

/** What a person is known by: nothing of it makes a password. */
interface Known {
  readonly employeeNo: string
  readonly fullName: string
  readonly email: string | null
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** Whether somebody who knows the person would guess it: little but their number, name or address, or one thing over and over. */
export const isGuessable = (password: string, { employeeNo, fullName, email }: Known): boolean => {
  const said = plain(password)
  if (new Set(said).size < 5) return true
  const known = [employeeNo, fullName, email?.split('@')[0] ?? ''].map(plain).filter(word => word.length >= 2)
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), said)
  return rest.length < passwordLength.least / 2
}
