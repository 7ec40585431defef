import { execFileSync, spawnSync } from 'node:child_process'

type Tool = 'pdftotext' | 'pdffonts' | 'pdfinfo'

/** Whether PDFs can be looked at: the tools of poppler-utils. */
export const hasPoppler: boolean = spawnSync('pdftotext', ['-v']).status === 0

/** What one of the tools says about a PDF. */
export const ask = (tool: Tool, pdf: Buffer, options: readonly string[] = []): string =>
  execFileSync(tool, [...options, '-', ...(tool === 'pdftotext' ? ['-'] : [])], { input: pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
