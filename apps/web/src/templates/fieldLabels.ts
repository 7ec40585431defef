import type { Say, WordKey } from '../i18n/index.ts'

const names: Readonly<Record<string, WordKey>> = {
  name: 'templates.name',
  type: 'templates.type',
  orientation: 'templates.lies',
  validityMonths: 'templates.validity',
  numberPrefix: 'templates.prefix',
  design: 'templates.design',
}
/** Fields of the same name in different groups, such as the colour and the picture of the seal. */
const groups = [
  [/^(background|logo|seal)Url$/, 'templates.pictures', 'templates.picture.'],
  [/^texts\.(\w+)$/, 'templates.texts', 'templates.text.'],
  [/^colours\.(\w+)$/, 'templates.colours', 'templates.colour.'],
  [/^shows\.(\w+)$/, 'templates.shows', 'templates.fact.'],
] as const

/** What a field of a template is called, by its path in the draft or in its form. */
export const fieldLabel = (t: Say, path: string): string => {
  const field = path.replace(/^form\./, '')
  const known = names[field]
  if (known) return t(known)
  for (const [pattern, group, prefix] of groups) {
    const found = pattern.exec(field)
    if (found) return t('templates.group', { group: t(group), name: t(`${prefix}${found[1]}` as WordKey) })
  }
  return path
}
