import { execFileSync } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { hasPoppler } from '../../test/poppler.ts'
import { builtinTemplates } from './builtin.ts'
import { createEngine } from './engine.ts'
import { startPress, type Sheet } from './press.ts'
import { specimenFacts } from './specimen.ts'
import { layUnder, readUnderlay } from './underlay.ts'

const engine = await createEngine()
const press = startPress()
afterAll(() => press.close())

const sheetOf = async (template: (typeof builtinTemplates)[number]): Promise<Sheet> => {
  const drawing = { ...template, facts: specimenFacts(template.type), verifyUrl: 'https://cert.example.com/v/KPL-2026-7K3M-9QXD-4R2T' }
  return { svg: (await engine.draw(drawing)).svg, drawing, title: '证书', author: '考培练', issuedAt: new Date(0) }
}
/** The same sheet with its artwork where it stands in the picture, and not under the page. */
const inOnePiece = (sheet: Sheet): Sheet => ({ ...sheet, svg: sheet.svg.replace('data-picture="background"', 'data-picture="artwork"') })

const pixelsOf = (pdf: Buffer) => execFileSync('pdftocairo', ['-png', '-singlefile', '-r', '50', '-', '-'], { input: pdf, stdio: ['pipe', 'pipe', 'ignore'] })

describe.each(builtinTemplates)('artwork laid under a page of type $type', template => {
  it.runIf(hasPoppler)('looks as if it had been set with it', async () => {
    const sheet = await sheetOf(template)
    expect(pixelsOf(await press.pdf(sheet)).equals(pixelsOf(await press.pdf(inOnePiece(sheet))))).toBe(true)
  })

  it('leaves a whole PDF: every entry of its tables leads to its object, and every reference to an entry', async () => {
    const pdf = (await press.pdf(await sheetOf(template))).toString('latin1')
    const [first = '', second = ''] = [...pdf.matchAll(/^xref\n([^]*?)trailer/gm)].map(([, table]) => table)
    const initial = [...first.matchAll(/^(\d{10}) 00000 n/gm)].map(([, at], index) => [index + 1, Number(at)] as const)
    const added = [...second.matchAll(/^(\d+) 1\n(\d{10}) 00000 n \n/gm)].map(([, number, at]) => [Number(number), Number(at)] as const)
    expect(added.length).toBeGreaterThan(3)
    for (const [number, at] of [...initial, ...added]) expect(pdf.slice(at, at + 12)).toMatch(new RegExp(`^${number} 0 obj\n`))
    const known = new Set([...initial, ...added].map(([number]) => number))
    const references = [...pdf.replace(/stream\n[^]*?endstream/g, '').matchAll(/\b(\d+) 0 R\b/g)].map(([, number]) => Number(number))
    expect(references.filter(number => !known.has(number))).toEqual([])
    expect(Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1])).toBe(pdf.lastIndexOf('xref\n', pdf.lastIndexOf('startxref') - 1))
  })
})

it('a page is heard without its artwork, which is decoration', async () => {
  const [pdf] = await Promise.all(builtinTemplates.slice(0, 1).map(async template => (await press.pdf(await sheetOf(template))).toString('latin1')))
  expect(pdf).toContain('stream\n/Artifact BMC\n/Underlay Do\nEMC\n')
})

it('a PDF that is not as Typst writes it is not guessed at', () => {
  expect(() => readUnderlay(Buffer.from('%PDF-1.7\n%%EOF\n'))).toThrow('the PDF is not as Typst writes it')
  expect(() => layUnder(Buffer.from(''), { objects: new Map(), bbox: '', resources: '', drawing: '' })).toThrow('not as Typst writes it')
})
