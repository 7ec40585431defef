import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** One face as templates name it. */
export interface Face {
  readonly family: string
  readonly weight: 400 | 700
  readonly file: string
}

/**
 * Noto Sans SC and Noto Serif SC hold all of GBK and the rare characters of names, but not 𠮷 (U+20BB7) nor ү ұ қ ə ğ ş İ ı:
 * the families behind them do. The italic has a family of its own, so that no engine slants it a second time.
 */
export const faces: readonly Face[] = [
  { family: 'Cert Sans', weight: 400, file: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf' },
  { family: 'Cert Sans', weight: 700, file: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf' },
  { family: 'Cert Serif', weight: 700, file: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf' },
  { family: 'Cert Serif Ext', weight: 700, file: '@expo-google-fonts/noto-serif/700Bold/NotoSerif_700Bold.ttf' },
  { family: 'Cert Serif JP', weight: 700, file: '@expo-google-fonts/noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf' },
  { family: 'Cert Italic', weight: 400, file: '@expo-google-fonts/noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf' },
]
export const familyNames: readonly string[] = [...new Set(faces.map(({ family }) => family))]

const { resolve } = createRequire(import.meta.url)

/** The bytes of a face, from its package. */
export const readFace = ({ file }: Face): Promise<Buffer> => readFile(resolve(file))
