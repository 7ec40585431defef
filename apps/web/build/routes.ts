import type { Endpoint } from '@wallet/shared/contract/endpoint'
import type { Plugin } from 'vite'

const [everyday, others] = ['virtual:routes', 'virtual:routes/others']
/** What the first pages call, and what is said while a page is left. All others are fetched when one of them is first called. */
const everydayNouns = new Set(['session', 'signOn', 'certificates', 'badges', 'courses', 'exams', 'operations'])

/** Pictures and papers are fetched from the addresses that come with what they are of. */
const isCalled = ({ kind, method, path }: Endpoint) => kind !== 'file' || method !== 'GET' || path.endsWith('.csv')

/** The contract's methods and paths as two modules, so that the browser can call the API without a single schema. */
export const routes = (): Plugin => ({
  name: 'contract-routes',
  resolveId: source => (source === everyday || source === others ? `\0${source}` : undefined),
  async load(source) {
    if (source !== `\0${everyday}` && source !== `\0${others}`) return
    const { api } = await import('@wallet/shared/api')
    const nouns = Object.entries(api).filter(([noun]) => everydayNouns.has(noun) === (source === `\0${everyday}`))
    const lines = nouns.map(([noun, calls]) => [
      noun,
      Object.fromEntries(Object.entries<Endpoint>(calls).flatMap(([name, line]) => (isCalled(line) ? [[name, { method: line.method, path: line.path }]] : []))),
    ])
    return `export const routes = ${JSON.stringify(Object.fromEntries(lines))}`
  },
})
