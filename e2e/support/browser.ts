import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { chromium, type Browser } from '@playwright/test'

const require = createRequire(import.meta.url)
const cache = resolve(import.meta.dirname, '../../.cache')
const home = join(cache, `chromium-${packageVersion('@sparticuz/chromium')}`)
const isBundled = !process.env['CHROMIUM_PATH'] && process.platform === 'linux' && process.arch === 'x64'

/** How to launch: CHROMIUM_PATH, else the Chromium that comes in an npm package (Linux x64), else the one that Playwright knows. */
export const launchOptions = {
  ...(process.env['CHROMIUM_PATH'] && { executablePath: process.env['CHROMIUM_PATH'] }),
  ...(isBundled && { executablePath: join(home, 'chromium') }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
  ],
  env: {
    ...definedEnv(),
    ...(process.platform === 'linux' && { FONTCONFIG_FILE: join(home, 'fonts.conf') }),
    ...(existsSync(join(home, 'al2023')) && { LD_LIBRARY_PATH: join(home, 'al2023/lib') }),
  },
}

/** The browser on its own, for measurements. */
export const launchBrowser = async (): Promise<Browser> => {
  await unpackBrowser()
  return chromium.launch(launchOptions)
}

/** Unpacks the browser once. The package would reuse a half-written file of another run, so it works in a folder of its own, moved into place when whole. */
export const unpackBrowser = async () => {
  await mkdir(home, { recursive: true })
  if (isBundled && !existsSync(join(home, 'chromium'))) await unpack()
  await writeFile(join(home, 'fonts.conf'), fontsConf())
}

const unpack = async () => {
  const folder = await mkdtemp(join(cache, 'unpacking-'))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  const { default: packed, inflate } = await import('@sparticuz/chromium')
  const program = await packed.executablePath()
  // A machine without the desktop's libraries: the package brings those as well.
  if (spawnSync(program, ['--version']).status !== 0) await inflate(join(dirname(require.resolve('@sparticuz/chromium')), '../bin/al2023.tar.br'))
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  await rm(home, { recursive: true, force: true })
  await rename(folder, home)
}

/** A bare machine has no Chinese font: the same npm packages that certificates are drawn with. */
const fontPackages = {
  'noto-sans-sc': ['400Regular', '600SemiBold', '700Bold'],
  'noto-serif-sc': ['400Regular', '600SemiBold', '700Bold'],
  'noto-serif': ['400Regular'],
  'noto-serif-jp': ['400Regular'],
}

const fontsConf = () => {
  const folderOf = (name: string) => dirname(require.resolve(`@expo-google-fonts/${name}/package.json`))
  const folders = Object.entries(fontPackages).flatMap(([name, weights]) => weights.map(weight => `<dir>${join(folderOf(name), weight)}</dir>`))
  const first = (generic: string, family: string) => `<alias binding="strong"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders,
    `<cachedir>${join(home, 'fontcache')}</cachedir>`,
    first('sans-serif', 'Noto Sans SC'),
    first('system-ui', 'Noto Sans SC'),
    first('serif', 'Noto Serif SC'),
    first('monospace', 'Noto Sans SC'),
    '</fontconfig>\n',
  ].join('\n')
}

function packageVersion(name: string): string {
  return String(require(join(dirname(require.resolve(name)), '../package.json')).version)
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
