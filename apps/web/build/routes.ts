import type { Plugin } from 'vite'

const [everyday, others] = ['virtual:routes', 'virtual:routes/others']
/** What the first pages call, and what is said while a page is left. All others are fetched when one of them is first called. */
const everydayNouns = new Set(['session', 'certificates', 'badges', 'courses', 'exams', 'operations'])

/** The contract's methods and paths as two modules, so that the browser can call the API without a single schema. */
export const routes = (): Plugin => ({
  name: 'contract-routes',
  resolveId: source => (source === everyday || source === others ? `\0${source}` : undefined),
  async load(source) {
    if (source !== `\0${everyday}` && source !== `\0${others}`) return
    const { api } = await import('@wallet/shared/api')
    const nouns = Object.entries(api).filter(([noun]) => everydayNouns.has(noun) === (source === `\0${everyday}`))
    const lines = nouns.map(([noun, calls]) => [noun, Object.fromEntries(Object.entries(calls).map(([name, { method, path }]) => [name, { method, path }]))])
    return `export const routes = ${JSON.stringify(Object.fromEntries(lines))}`
  },
})
