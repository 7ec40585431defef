import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { artworkOf, builtinTemplates, logoOf, sealOf } from '../src/rendering/builtin.ts'
import type { Drawing } from '../src/rendering/drawing.ts'
import { qrSvg } from '../src/rendering/qr.ts'
import { specimenFacts } from '../src/rendering/specimen.ts'

const holders = ['张伟', '欧阳䶮', "Anne-Marie O'Neil"]

/** A certificate of each built-in design for each of these people, other ones each round. */
export const drawingsOf = (round: number): Drawing[] =>
  builtinTemplates.flatMap(template => holders.map(holder => drawingOf(template, `${holder} ${round + 2}`)))

const drawingOf = (template: (typeof builtinTemplates)[number], holderName: string): Drawing => ({
  ...template,
  facts: specimenFacts(template.type, { holderName }),
  verifyUrl: 'http://localhost:3000/v/KPL-2026-7K3M-9QXD-4R2T',
})

/** The same as a page for a browser: what the template's author would see. */
export const pageOf = (drawing: Drawing) => {
  const values = { ...Object.fromEntries(Object.entries(drawing.facts).map(([name, text]) => [name, escaped(text)])), ...picturesOf(drawing.type, drawing) }
  const body = drawing.templateHtml.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  const fonts = `@font-face{font-family:'Cert Sans';src:local('Noto Sans SC')}@font-face{font-family:'Cert Serif';src:local('Noto Serif SC')}`
  return `<!doctype html><style>*{box-sizing:border-box}body{margin:0;position:relative}${fonts}${drawing.templateStyle}</style>${body}`
}

const dataUrl = (svg: string | null) => `data:image/svg+xml;base64,${Buffer.from(svg ?? '').toString('base64')}`
const escaped = (text: string) => text.replace(/[&<>]/g, symbol => `&#${symbol.charCodeAt(0)};`)
const picturesOf = (type: CertificateType, { backgroundUrl, verifyUrl }: Drawing): Record<string, string> => ({
  background: dataUrl(artworkOf(backgroundUrl)),
  qr: dataUrl(qrSvg(verifyUrl)),
  logo: dataUrl(logoOf(type)),
  seal: dataUrl(sealOf(type)),
})
