const width = 30

/** One line on the terminal that fills up; where nobody looks, one line an item. */
export const progressBar = (name: string, out: NodeJS.WriteStream = process.stderr) => {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1_000
  let told = 0
  const line = (done: number, of: number) => {
    const part = of === 0 ? 1 : done / of
    const left = part > 0.02 ? `${Math.ceil((seconds() / part) * (1 - part))} s left` : ''
    return `${name.padEnd(22)} ${'█'.repeat(Math.round(part * width)).padEnd(width, '░')} ${String(Math.floor(part * 100)).padStart(3)} %  ${left}`
  }
  return {
    tell: (done: number, of: number): void => {
      if (!out.isTTY || performance.now() - told < 100) return
      told = performance.now()
      out.write(`\r${line(done, of)}\u001b[K`)
    },
    end: (): void => void out.write(`${out.isTTY ? '\r' : ''}${name.padEnd(22)} ${seconds().toFixed(1)} s${out.isTTY ? '\u001b[K' : ''}\n`),
  }
}
export type ProgressBar = ReturnType<typeof progressBar>
