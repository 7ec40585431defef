import type { PrintSheet } from './pdf.ts'
import type { PressResult, PressTask } from './press.ts'
import { takeJobs } from './workbench.ts'

// What a task needs is loaded with the first that needs it: whoever sends a picture does not wait for the layout engine, nor a raster for fonts.
let printer: Promise<PrintSheet> | undefined
const openPrinter = async () => {
  const [{ createEngine }, { createSheetPrinter }] = await Promise.all([import('./engine.ts'), import('./pdf.ts')])
  return createSheetPrinter(await createEngine())
}

takeJobs(async (task: PressTask): Promise<PressResult> => {
  if (task.kind === 'raster') return (await import('./raster.ts')).rasterise(task.svg, task)
  if (task.kind === 'picture') return (await import('./repaint.ts')).repaint(task.bytes)
  printer ??= openPrinter()
  return (await printer)(task)
})
