import { assetIdOf } from '@wallet/shared/templates/assetName'
import { designs } from '@wallet/shared/templates/designs'
import { orientations } from '@wallet/shared/templates/stage'
import type { Say } from '../../i18n/index.ts'

/** The colours that a value names: one of a form, or those a picture of ours is drawn in. */
export const coloursIn = (value: string): readonly string[] => {
  if (/^#[0-9a-f]{6}$/.test(value)) return [value]
  const [, , colours = ''] = value.startsWith('builtin:') ? value.split(':') : []
  return colours.split('-').flatMap(each => (each === '' ? [] : [`#${each}`]))
}

const designWords = (t: Say, value: string) => {
  const design = designs.find(each => each === value)
  return design ? t(`templates.designs.${design}`) : value
}
const pictureWords = (t: Say, path: string, value: string) => {
  if (value === '') return t(path === 'backgroundUrl' ? 'templates.pictureNone' : 'templates.pictureOwn')
  if (assetIdOf(value) !== null) return t('templates.pictureUploaded')
  return value === 'own' ? t('templates.pictureOwn') : designWords(t, value.split(':')[1] ?? '')
}
const types = ['course', 'exam', 'achievement'] as const
const typeWords = (t: Say, value: string) => {
  const type = types.find(each => each === value)
  return type ? t(`type.${type}`) : value
}
const orientationWords = (t: Say, value: string) => {
  const orientation = orientations.find(each => each === value)
  return orientation ? t(`templates.orientation.${orientation}`) : value
}

const byPath: Readonly<Record<string, (t: Say, value: string) => string>> = {
  validityMonths: (t, value) => (value === '' ? t('templates.forGood') : t('templates.lasts', { n: Number(value) })),
  numberPrefix: (t, value) => value || t('templates.prefixOwn'),
  type: typeWords,
  orientation: orientationWords,
  design: designWords,
}

/** What a fact of a template is, in words. */
export const factWords = (t: Say, path: string, value: string): string => {
  if (/^(background|logo|seal)Url$/.test(path)) return pictureWords(t, path, value)
  if (path.startsWith('shows.')) return t(value === 'true' ? 'templates.isShown' : 'templates.isNotShown')
  return byPath[path]?.(t, value) ?? (value || t('templates.nothing'))
}
