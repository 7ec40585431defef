import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from './apps/bff/src/config.ts'

const read = (path: string) => readFileSync(path, 'utf8')
// The template of a decision links to what will be there.
const documents = globSync('**/*.md', { exclude: ['**/node_modules', '.cache', 'test-results', '**/0000-template.md'] }).map(path => path.split(sep).join('/'))
const namesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name)

describe('the documents', () => {
  it.each(documents)('%s links to what is there', path => {
    const links = namesIn(read(path), /\]\(([^)\s]+)\)/g).filter(link => !/^(https?|mailto):|^#/.test(link))
    const missing = links.filter(link => !existsSync(normalize(join(dirname(path), decodeURI(link.replace(/#.*$/, ''))))))
    expect(missing).toEqual([])
  })

  it('name only commands that there are', () => {
    const scripts: unknown = JSON.parse(read('package.json')).scripts
    const own = new Set(['install', 'exec', 'start', 'test', ...Object.keys(Object(scripts))])
    const commands = documents.flatMap(path => namesIn(read(path), /\b(?:npm(?: run)?|pnpm) ([a-z][a-z:-]*)/g).map(name => ({ path, name })))
    expect(commands.length).toBeGreaterThan(10)
    expect(commands.filter(({ name }) => !own.has(name))).toEqual([])
  })
})

describe('.env.example', () => {
  const example = [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value] as const)

  it('names every variable that the product reads, and no other', () => {
    const names = namesIn(read('apps/bff/src/config.ts'), /^ {2}([A-Z_]+): variable\(/gm)
    expect(names.length).toBeGreaterThan(10)
    expect(example.map(([name]) => name).toSorted()).toEqual(names.toSorted())
  })
  it('says the defaults', () => {
    expect(readConfig(Object.fromEntries(example))).toEqual(readConfig({}))
  })
})
