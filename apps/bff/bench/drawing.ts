import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { stages } from '@wallet/shared/templates/stage'
import { launchBrowser } from '../../../e2e/support/browser.ts'
import { artworkOf, builtinTemplates, logoOf, sealOf } from '../src/rendering/builtin.ts'
import type { Drawing } from '../src/rendering/drawing.ts'
import { qrSvg } from '../src/rendering/qr.ts'
import { startRenderer } from '../src/rendering/renderer.ts'
import { specimenFacts } from '../src/rendering/specimen.ts'
import type { Line } from './table.ts'

const rounds = 7
const holders = ['张伟', '欧阳䶮', "Anne-Marie O'Neil"]

/** The canonical SVG of one certificate against a headless browser, already open, that draws the same HTML to a picture. */
export const drawingLines = async (): Promise<Line[]> => {
  const renderer = startRenderer()
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const inBrowser = async (drawing: Drawing) => {
      await page.setViewportSize(stages[drawing.orientation])
      await page.setContent(pageOf(drawing))
      await page.screenshot({ type: 'png' })
    }
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = -1; round < rounds; round++) {
      const drawings = builtinTemplates.flatMap(template => holders.map(holder => drawingOf(template, `${holder} ${round + 2}`)))
      const [mine, browsers] = [await timeOfEach(drawings, drawing => renderer.draw(drawing)), await timeOfEach(drawings, inBrowser)]
      if (round < 0) continue // the first one warms up
      ours.push(mine)
      theirs.push(browsers)
    }
    console.log(`  one certificate: ${Math.min(...ours).toFixed(1)} ms as canonical SVG, ${Math.min(...theirs).toFixed(1)} ms in the browser (best rounds)`)
    return [
      {
        name: 'canonical SVG of one certificate ÷ headless browser, same HTML (time)',
        rounds: ours.map((time, round) => time / (theirs[round] ?? NaN)),
        target: { atMost: 0.1 },
      },
    ]
  } finally {
    await browser.close()
    await renderer.close()
  }
}

const drawingOf = ({ templateHtml, templateStyle, orientation, type, backgroundUrl }: (typeof builtinTemplates)[number], holderName: string): Drawing => ({
  ...{ templateHtml, templateStyle, orientation, type, backgroundUrl },
  facts: specimenFacts(type, { holderName }),
  verifyUrl: 'http://localhost:3000/v/KPL-2026-7K3M-9QXD-4R2T',
})

const timeOfEach = async (drawings: readonly Drawing[], draw: (drawing: Drawing) => Promise<unknown>) => {
  const began = performance.now()
  for (const drawing of drawings) await draw(drawing)
  return (performance.now() - began) / drawings.length
}

const dataUrl = (svg: string | null) => `data:image/svg+xml;base64,${Buffer.from(svg ?? '').toString('base64')}`
const escaped = (text: string) => text.replace(/[&<>]/g, symbol => `&#${symbol.charCodeAt(0)};`)
const picturesOf = (type: CertificateType, { backgroundUrl, verifyUrl }: Drawing): Record<string, string> => ({
  background: dataUrl(artworkOf(backgroundUrl)),
  qr: dataUrl(qrSvg(verifyUrl)),
  logo: dataUrl(logoOf(type)),
  seal: dataUrl(sealOf(type)),
})

const pageOf = (drawing: Drawing) => {
  const values = { ...Object.fromEntries(Object.entries(drawing.facts).map(([name, text]) => [name, escaped(text)])), ...picturesOf(drawing.type, drawing) }
  const body = drawing.templateHtml.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  const fonts = `@font-face{font-family:'Cert Sans';src:local('Noto Sans SC')}@font-face{font-family:'Cert Serif';src:local('Noto Serif SC')}`
  return `<!doctype html><style>*{box-sizing:border-box}body{margin:0;position:relative}${fonts}${drawing.templateStyle}</style>${body}`
}
