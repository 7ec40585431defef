import type { Plugin } from 'vite'

const id = 'virtual:routes'

/** The contract's methods and paths as a module, so that the browser can call the API without a single schema. */
export const routes = (): Plugin => ({
  name: 'contract-routes',
  resolveId: source => (source === id ? `\0${id}` : undefined),
  async load(source) {
    if (source !== `\0${id}`) return
    const { api } = await import('@wallet/shared/api')
    const lines = Object.entries(api).map(([noun, calls]) => [
      noun,
      Object.fromEntries(Object.entries(calls).map(([name, { method, path }]) => [name, { method, path }])),
    ])
    return `export const routes = ${JSON.stringify(Object.fromEntries(lines))}`
  },
})
