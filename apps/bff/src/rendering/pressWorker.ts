import { createEngine } from './engine.ts'
import { createSheetPrinter, type PrintSheet } from './pdf.ts'
import type { PressResult, PressTask } from './press.ts'
import { rasterise } from './raster.ts'
import { repaint } from './repaint.ts'
import { takeJobs } from './workbench.ts'

// The fonts are loaded when the first PDF is asked for: pixels need none.
let printer: Promise<PrintSheet> | undefined
const openPrinter = async () => createSheetPrinter(await createEngine())

takeJobs(async (task: PressTask): Promise<PressResult> => {
  if (task.kind === 'raster') return rasterise(task.svg, task)
  if (task.kind === 'picture') return repaint(task.bytes)
  printer ??= openPrinter()
  return (await printer)(task)
})
