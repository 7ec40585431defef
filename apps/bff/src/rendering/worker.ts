import { checkTemplate } from './allowList.ts'
import { createEngine } from './engine.ts'
import type { DrawingResult, DrawingTask } from './renderer.ts'
import { takeJobs } from './workbench.ts'

const engine = await createEngine()
takeJobs(async (task: DrawingTask): Promise<DrawingResult> => (task.kind === 'draw' ? engine.draw(task.drawing) : checkTemplate(task.template)))
