import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const pages = /https:\/\/(vuejs\.org\/error-reference\/#runtime-|bit\.ly\/wb-precache)/g

/** Libraries name their documentation's host in messages; the built files name no host but their own. */
export const quiet = (): Plugin => {
  let folder = ''
  return {
    name: 'no-foreign-hosts',
    apply: 'build',
    configResolved: config => void (folder = join(config.root, config.build.outDir)),
    renderChunk: code => (code.includes('https://') ? code.replaceAll(pages, '') : null),
    // The service worker is written beside the bundle, after it.
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = (await readdir(folder)).filter(name => /^(sw|workbox-.*)\.js$/.test(name)).map(name => join(folder, name))
        await Promise.all(files.map(async file => writeFile(file, (await readFile(file, 'utf8')).replaceAll(pages, ''))))
      },
    },
  }
}
