import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isPage } from './apps/bff/src/web.ts'
import { rooms } from './apps/web/src/authoring/rooms.ts'

/** The routes of the app as they are written: the router itself needs a browser. */
const routes = [...readFileSync('apps/web/src/app/router.ts', 'utf8').matchAll(/path: '([^']+)',\s+name: '(\w+)'/g)].map(([, path = '', name = '']) => ({
  path,
  name,
}))
/** An address for each way of filling in a route: `/courses/:id(new|\\d+)` is `/courses/new` and `/courses/7`; what ends in `?` may be left out. */
const addressesOf = (path: string): string[] => {
  const [whole, alternatives = '', mayGo] = /\/:\w+(?:\(([^)]+)\))?(\?)?/.exec(path) ?? []
  if (whole === undefined) return [path]
  const filled = alternatives.split('|').map(one => (one === '' ? '/KPL-2026-0000-0000-000D' : `/${one.replace(/\\+d\+/, '7')}`))
  return [...(mayGo ? [''] : []), ...filled].flatMap(one => addressesOf(path.replace(whole, one)))
}

describe('every page of the app', () => {
  const pages = routes.filter(({ name }) => name !== 'notFound')
  it.each(pages.flatMap(({ name, path }) => addressesOf(path).map(address => ({ name, address }))))(
    '$name can be opened directly at $address',
    ({ address }) => {
      expect(isPage(address)).toBe(true)
    },
  )

  it('is known to this test', () => {
    expect(routes.length).toBe([...readFileSync('apps/web/src/app/router.ts', 'utf8').matchAll(/\bcomponent: /g)].length)
    expect(isPage('/nowhere')).toBe(false)
  })

  it.each(rooms)('among them the room of $noun, and where one of them is written', ({ noun, to }) => {
    expect(routes).toContainEqual({ name: to, path: `/content/${noun}` })
    expect(routes.map(({ path }) => path)).toContain(`/content/${noun}/:id(new|\\\\d+)`)
  })
})
