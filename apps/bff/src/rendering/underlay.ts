/*
 * Compressing a design's artwork takes Typst four fifths of its time, and the next certificate has the same. So artwork is set once, as a
 * PDF of its own, and laid under the page of each sheet as a form: its objects are appended, with a new version of the page that draws
 * them first, which PDF calls an incremental update. Files are read as Typst writes them.
 */

/** Artwork as objects of a PDF, to lie under a page. */
export interface Underlay {
  /** What the form refers to, by number. */
  readonly objects: ReadonlyMap<number, string>
  readonly bbox: string
  readonly resources: string
  /** The compressed drawing: `<< … >> stream … endstream`. */
  readonly drawing: string
}

/** Takes a PDF of one page apart. */
export const readUnderlay = (pdf: Buffer): Underlay => {
  const { objects, page } = read(pdf.toString('latin1'))
  const resources = partOf(page, /\n {2}\/Resources (<<\n[^]*?\n {2}>>)\n/)
  const drawing = objects.get(Number(partOf(page, /\/Contents (\d+) 0 R/))) ?? ''
  return { objects: reachable(objects, resources), bbox: partOf(page, /\/MediaBox (\[[^\]]*\])/), resources, drawing }
}

/** Lays artwork under the one page of a PDF, as decoration: who listens to the page does not hear of it. */
export const layUnder = (pdf: Buffer, { objects, bbox, resources, drawing }: Underlay): Buffer => {
  const sheet = read(pdf.toString('latin1'))
  const numbers = new Map([...objects.keys()].map((number, index) => [number, sheet.size + index]))
  const form = sheet.size + numbers.size
  const begin = form + 1
  const artwork = `/Type /XObject\n  /Subtype /Form\n  /BBox ${bbox}\n  /Resources ${renumber(resources, numbers)}\n`
  const draw = '/Artifact BMC\n/Underlay Do\nEMC\n'
  return append(pdf, sheet, [
    ...[...objects].map(([number, body]) => [numbers.get(number) ?? 0, renumber(body, numbers)] as const),
    [form, drawing.replace('<<\n', `<<\n  ${artwork}`)],
    [begin, `<<\n  /Length ${draw.length}\n>>\nstream\n${draw}\nendstream`],
    [sheet.pageNumber, drawnFirst(sheet.page, { form, begin })],
  ])
}

interface PdfFile {
  readonly objects: ReadonlyMap<number, string>
  readonly pageNumber: number
  readonly page: string
  /** One more than the highest number. */
  readonly size: number
  /** Where its table of objects begins, and what follows that. */
  readonly table: number
  readonly trailer: string
}

const read = (pdf: string): PdfFile => {
  const table = Number(partOf(pdf.slice(-40), /startxref\n(\d+)\n%%EOF\s*$/))
  const starts = [...pdf.slice(table).matchAll(/^(\d{10}) \d{5} n/gm)].map(([, at]) => Number(at)).toSorted((a, b) => a - b)
  const objects = new Map(starts.map((start, index) => objectIn(pdf.slice(start, starts[index + 1] ?? table))))
  const [pageNumber, page] = [...objects].find(([, body]) => /\/Type \/Page\n/.test(body)) ?? [0, '']
  return { objects, pageNumber, page, size: objects.size + 1, table, trailer: partOf(pdf.slice(table), /trailer\n<<\n([^]*?)\n>>/) }
}

const objectIn = (text: string) => [Number.parseInt(text), text.slice(text.indexOf('obj\n') + 4, text.lastIndexOf('\nendobj'))] as const

const partOf = (text: string, pattern: RegExp): string => {
  const part = pattern.exec(text)?.[1]
  if (part === undefined) throw new Error(`the PDF is not as Typst writes it: ${pattern}`)
  return part
}

const reference = /\b(\d+) 0 R\b/g
const streamMark = '\nstream\n'
/** An object without its bytes, in which any number could stand. */
const dictionaryOf = (body: string) => body.split(streamMark, 1)[0] ?? ''

const reachable = (objects: ReadonlyMap<number, string>, from: string, found = new Map<number, string>()): ReadonlyMap<number, string> => {
  for (const [, digits] of dictionaryOf(from).matchAll(reference)) {
    const number = Number(digits)
    const body = objects.get(number)
    if (body === undefined || found.has(number)) continue
    found.set(number, body)
    reachable(objects, body, found)
  }
  return found
}

const renumber = (body: string, numbers: ReadonlyMap<number, number>) => {
  const dictionary = dictionaryOf(body)
  return dictionary.replace(reference, (_, number: string) => `${numbers.get(Number(number))} 0 R`) + body.slice(dictionary.length)
}

const drawnFirst = (page: string, { form, begin }: { readonly form: number; readonly begin: number }) => {
  const named = `/Underlay ${form} 0 R`
  const known = page.includes('/XObject <<')
    ? page.replace('/XObject <<', `/XObject << ${named}`)
    : page.replace('/Resources <<', `/Resources <<\n    /XObject << ${named} >>`)
  return known.replace(/\/Contents (\d+) 0 R/, `/Contents [${begin} 0 R $1 0 R]`)
}

/** The file with more objects, or new versions of some. */
const append = (pdf: Buffer, { table, trailer }: PdfFile, added: readonly (readonly [number, string])[]): Buffer => {
  let at = pdf.length + 1
  const entries: string[] = []
  const bodies = added.map(([number, body]) => {
    const text = `${number} 0 obj\n${body}\nendobj\n`
    entries.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`)
    at += text.length
    return text
  })
  const size = Math.max(...added.map(([number]) => number)) + 1
  const end = `trailer\n<<\n${trailer.replace(/\/Size \d+/, `/Size ${size}`)}\n  /Prev ${table}\n>>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([pdf, Buffer.from(`\n${bodies.join('')}xref\n${entries.join('')}${end}`, 'latin1')])
}
