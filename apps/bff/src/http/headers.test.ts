import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { aHouse } from '../../test/house.ts'

/** What the library that draws posters writes into its copy of a page, read from the library itself. */
const posterStyle = () => {
  const source = readFileSync(createRequire(new URL('../../../web/package.json', import.meta.url)).resolve('html2canvas'), 'utf8')
  const text = (name: string) =>
    (new RegExp(`var ${name} = ['"](.*)['"];`).exec(source)?.[1] ?? '').replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\"`, '"')
  const hidden = text('PSEUDO_HIDE_ELEMENT_STYLE')
  return `.${text('PSEUDO_HIDE_ELEMENT_CLASS_BEFORE')}:before${hidden}\n         .${text('PSEUDO_HIDE_ELEMENT_CLASS_AFTER')}:after${hidden}`
}

it('pages take styles from us, and of all others only the one that hides pseudo-elements while a poster is drawn', async () => {
  const house = await aHouse('sqlite')
  const policy = (await fetch(house.origin)).headers.get('content-security-policy') ?? ''
  const hash = createHash('sha256').update(posterStyle()).digest('base64')
  expect(policy.split(';').find(part => part.startsWith('style-src'))).toBe(`style-src 'self' 'sha256-${hash}'`)
  await house.close()
})
