/** Ways to look quickly: as it is, pulled apart where it is blurred, and enlarged where it is small. */
export type Glance = 'plain' | 'sharp' | 'large'
export interface Task {
  readonly turn: number
  readonly pixels: ImageData
  readonly how: Glance | 'study'
}
/** What the codes on a picture say; none: none was seen. */
export interface Answer {
  readonly turn: number
  readonly texts: readonly string[]
}
export interface Decoder {
  readonly read: (pixels: ImageData, how: Task['how']) => Promise<readonly string[]>
  readonly end: () => void
}

/** Reads codes beside the page, so that it stays swift. A decoder that cannot start, or breaks, sees nothing. */
export const startDecoder = (): Decoder => {
  const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (texts: readonly string[]) => void>()
  let turns = 0
  worker.addEventListener('message', ({ data: { turn, texts } }: MessageEvent<Answer>) => {
    waiting.get(turn)?.(texts)
    waiting.delete(turn)
  })
  worker.addEventListener('error', () => {
    for (const answer of waiting.values()) answer([])
    waiting.clear()
  })
  const read: Decoder['read'] = (pixels, how) =>
    new Promise(resolve => {
      const turn = ++turns
      waiting.set(turn, resolve)
      worker.postMessage({ turn, pixels, how } satisfies Task, [pixels.data.buffer])
    })
  return { read, end: () => worker.terminate() }
}
