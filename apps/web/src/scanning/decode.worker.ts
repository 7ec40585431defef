import { decodeQR, decodeQRBatch } from 'qr/decode.js'
import { doubled, greyOf, looksAt, sharpened, type Grey } from './looks.ts'
import type { Answer, Glance, Task } from './decoding.ts'

const grey = { format: 'I420' } as const

const glances: Readonly<Record<Glance, (picture: Grey) => Grey>> = {
  plain: picture => picture,
  sharp: picture => sharpened(picture, 2, 2),
  large: picture => sharpened(doubled(picture), 3, 2),
}

/** A look that has to be over before the next: the first code, if one is seen at once. */
const glanceAt = (picture: Grey): string[] => {
  try {
    return [decodeQR(picture, grey)]
  } catch {
    return []
  }
}

/** A look that may take its time: every code, in the first way in which any is seen. */
const study = async (picture: Grey): Promise<string[]> => {
  for (const look of looksAt(picture)) {
    const [found = []] = await decodeQRBatch([look], { ...grey, maxSize: look, effort: Infinity, timeLimit: Infinity })
    const texts = found.filter(one => typeof one === 'string')
    if (texts.length > 0) return texts
  }
  return []
}

const answerTo = async ({ turn, pixels, how }: Task): Promise<Answer> => {
  const picture = greyOf(pixels)
  return { turn, texts: how === 'study' ? await study(picture) : glanceAt(glances[how](picture)) }
}
addEventListener('message', ({ data }: MessageEvent<Task>) => void answerTo(data).then(answer => postMessage(answer)))
