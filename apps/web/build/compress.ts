import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const compressed = promisify(brotliCompress)
const isText = (name: string) => /\.(js|css|svg|html|webmanifest)$/.test(name)

/** Lays a `.br` beside every text file of the build, after the service worker has been written. */
export const compress = (): Plugin => {
  let folder = ''
  return {
    name: 'compress',
    apply: 'build',
    configResolved: config => void (folder = join(config.root, config.build.outDir)),
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = (await readdir(folder, { recursive: true })).filter(isText).map(name => join(folder, name))
        await Promise.all(
          files.map(async file => writeFile(`${file}.br`, await compressed(await readFile(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))),
        )
      },
    },
  }
}
