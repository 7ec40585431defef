import { expect, it } from 'vitest'
import { authoringEn } from '../../i18n/authoring.en.ts'
import { sentence } from '../../i18n/sentence.ts'
import { templatesEn } from '../../i18n/templates.en.ts'
import { slipsFor } from './reasonsOf.ts'
import { roomOf } from './rooms.ts'

const words: object = { ...authoringEn, ...templatesEn }
const english = (key: string, fill?: Record<string, string | number>) =>
  sentence(key.split('.').reduce<unknown>((found, name) => Reflect.get(found as object, name), words) as string, fill)

it('what is wrong with a field is said by its code, whatever the server calls it', () => {
  const slips = slipsFor(english, () => [
    { path: 'numberPrefix', message: 'x', code: 'prefix' },
    { path: 'form.colours.seal', message: 'x', code: 'colour' },
    { path: 'form.texts.heading', message: 'x', code: 'placeholder', what: '{{name}}', allowed: '{{title}}' },
    { path: 'logoUrl', message: 'x', code: 'picture' },
    { path: 'sealUrl', message: 'x', code: 'unknown_asset', what: 'asset:1' },
    { path: 'name', message: 'has to contain something to read' },
  ])
  const gone = 'This picture is gone. Choose another.'
  expect(['numberPrefix', 'form.colours.seal', 'form.texts.heading', 'logoUrl', 'sealUrl'].map(path => slips.at(path))).toEqual([
    ...['Write two to six capital letters A–Z', 'Write the colour as #12295c', 'There is no placeholder {{name}}. You can use {{title}}', gone, gone],
  ])
  expect([slips.at('name'), slips.at('orientation'), slips.below('form')]).toEqual([expect.stringMatching(/./), undefined, 2])
})

it('leads to the part of the editor in which it stands', () => {
  expect(['form.texts.heading', 'sealUrl', 'templateStyle', 'numberPrefix', 'name'].map(roomOf)).toEqual(['design', 'design', 'style', 'facts', 'facts'])
})
