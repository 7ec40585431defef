import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { stages } from '@wallet/shared/templates/stage'
import type { Engine } from './engine.ts'
import { faces, readFace } from './fonts.ts'
import { layersOf } from './layers.ts'
import type { Sheet } from './press.ts'
import type { Box, TextLayer } from './textLayer.ts'

/** All that Typst can read: a folder with nothing in it but the sheet itself. */
const workspace = fileURLToPath(new URL('sheet/', import.meta.url))
const mainFilePath = fileURLToPath(new URL('sheet/sheet.typ', import.meta.url))

export type PrintSheet = (sheet: Sheet) => Promise<Buffer>

/** Typst, with one face of each family: the words are not seen, but every character needs a font. */
export const openCompiler = async (): Promise<NodeCompiler> => {
  const families = faces.filter(({ family }, index) => faces.findIndex(face => face.family === family) === index)
  return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: await Promise.all(families.map(readFace)) }] })
}

/** Loads the fonts and gives what makes PDFs. Artwork that has been read is kept for the next certificate, as long as it is in use. */
export const createSheetPrinter = async (engine: Engine): Promise<PrintSheet> => {
  const compiler = await openCompiler()
  return async sheet => {
    const inputs = inputsOf(sheet, await engine.readText(sheet.drawing))
    try {
      // The second part of PDF/A, with every letter of the text known (u).
      return compiler.pdf({ mainFilePath, inputs }, { pdfStandard: 'a-2u' })
    } finally {
      compiler.evictCache(10)
    }
  }
}

/** What the sheet shows: data, of which nothing is ever read as Typst. */
const inputsOf = ({ svg, drawing, title, author, issuedAt }: Sheet, { lines, code }: TextLayer) => {
  const { facts, verifyUrl } = drawing
  const { ground, rest } = layersOf(svg)
  const numbers = lines.filter(({ text }) => text.includes(facts.certificateNo))
  const data = {
    ...stages[drawing.orientation],
    title,
    author,
    description: [facts.holderName, facts.title].join(' · '),
    keywords: [facts.certificateNo, facts.issuerName],
    issuedAt: dateOf(issuedAt),
    lines,
    url: verifyUrl,
    links: isLink(verifyUrl) ? ([...(code ? [code] : []), ...numbers] satisfies Box[]) : [],
  }
  return { sheet: JSON.stringify(data), ground: ground ?? '', picture: rest }
}

const isLink = (url: string) => /^https?:\/\//.test(url)

const dateOf = (date: Date) => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
  hour: date.getUTCHours(),
  minute: date.getUTCMinutes(),
  second: date.getUTCSeconds(),
})
