import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { stages } from '@wallet/shared/templates/stage'
import type { Engine } from './engine.ts'
import { faces, readFace } from './fonts.ts'
import { layersOf } from './layers.ts'
import type { Sheet } from './press.ts'
import { createRecent } from './recent.ts'
import type { TextLayer } from './textLayer.ts'
import { layUnder, readUnderlay, type Underlay } from './underlay.ts'

/** All that Typst can read: a folder with nothing in it but the sheet itself. */
const workspace = fileURLToPath(new URL('sheet/', import.meta.url))
const mainFilePath = fileURLToPath(new URL('sheet/sheet.typ', import.meta.url))

const maxUnderlays = 20

export type PrintSheet = (sheet: Sheet) => Promise<Buffer>

/** Typst, with one face of each family: the words are not seen, but every character needs a font. */
export const openCompiler = async (): Promise<NodeCompiler> => {
  const families = faces.filter(({ family }, index) => faces.findIndex(face => face.family === family) === index)
  return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: await Promise.all(families.map(readFace)) }] })
}

/** Loads the fonts and gives what makes PDFs. Artwork is set once and kept while it is in use. */
export const createSheetPrinter = async (engine: Engine): Promise<PrintSheet> => {
  const compiler = await openCompiler()
  // The second part of PDF/A, with every letter of the text known (u).
  const set = (sheet: SheetData, picture: string, pdfTags: boolean) => {
    const pdf = compiler.pdf({ mainFilePath, inputs: { sheet: JSON.stringify(sheet), picture } }, { pdfStandard: 'a-2u', pdfTags })
    compiler.evictCache(0) // Nothing of a sheet comes again.
    return pdf
  }
  const underlays = createRecent<Underlay>(maxUnderlays)
  const underlayOf = (sheet: SheetData, ground: string) =>
    underlays.get(ground) ?? underlays.keep(ground, readUnderlay(set({ ...sheet, lines: [], links: [] }, ground, false)))
  return async sheet => {
    const data = dataOf(sheet, await engine.readText(sheet.drawing))
    const { ground, rest } = layersOf(sheet.svg)
    const pdf = set(data, rest, true)
    return ground === null ? pdf : layUnder(pdf, underlayOf(data, ground))
  }
}

/** What the sheet shows: data, of which nothing is ever read as Typst. */
const dataOf = ({ drawing, title, author, issuedAt }: Sheet, { lines, code }: TextLayer) => {
  const { facts, verifyUrl } = drawing
  const numbers = lines.filter(({ text }) => text.includes(facts.certificateNo))
  return {
    ...stages[drawing.orientation],
    title,
    author,
    description: [facts.holderName, facts.title].join(' · '),
    keywords: [facts.certificateNo, facts.issuerName],
    issuedAt: dateOf(issuedAt),
    lines,
    url: verifyUrl,
    links: isLink(verifyUrl) ? [...(code ? [code] : []), ...numbers] : [],
  }
}
type SheetData = ReturnType<typeof dataOf>

const isLink = (url: string) => /^https?:\/\//.test(url)

const dateOf = (date: Date) => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
  hour: date.getUTCHours(),
  minute: date.getUTCMinutes(),
  second: date.getUTCSeconds(),
})
