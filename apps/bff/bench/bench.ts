import { batchLines } from './batch.ts'
import { copyLines } from './copies.ts'
import { dashboardLines } from './dashboards.ts'
import { drawingLines } from './drawing.ts'
import { examLines } from './exams.ts'
import { posterLines } from './poster.ts'
import { servingLines } from './serving.ts'
import { sizeLines } from './sizes.ts'
import { format, heading, type Line } from './table.ts'
import { uploadLines } from './uploads.ts'
import { walletLines } from './wallet.ts'

const groups: Record<string, () => Promise<Line[]>> = {
  serving: servingLines,
  wallet: walletLines,
  drawing: drawingLines,
  copies: copyLines,
  poster: posterLines,
  batch: batchLines,
  uploads: uploadLines,
  exams: examLines,
  dashboards: dashboardLines,
  sizes: sizeLines,
}
const wanted = process.argv.slice(2)

const lines: string[] = []
for (const [name, measure] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`measuring ${name} …`)
  try {
    lines.push(...(await measure()).map(format))
  } catch (error) {
    lines.push(`${name}: could not be measured: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
console.log(['', heading, ...lines, ''].join('\n'))
