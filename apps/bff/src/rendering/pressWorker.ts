import { Failure } from '@wallet/shared/problem'
import type { PressTask } from './press.ts'
import { rasterise } from './raster.ts'
import { takeJobs } from './workbench.ts'

takeJobs(async (task: PressTask): Promise<Uint8Array> => {
  if (task.kind === 'raster') return rasterise(task.svg, task)
  throw new Failure('unavailable', { detail: 'PDF copies are not made here' })
})
