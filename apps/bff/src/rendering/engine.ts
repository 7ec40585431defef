import { Renderer, type ContainerNode } from '@takumi-rs/core'
import { Failure } from '@wallet/shared/problem'
import { stages } from '@wallet/shared/templates/stage'
import { templateLimits } from '@wallet/shared/templates/template'
import { readTemplate, type ReadTemplate } from './allowList.ts'
import { artworkOf, logoOf, sealOf } from './builtin.ts'
import { readCoverage, type Coverage } from './coverage.ts'
import type { Drawing, Picture } from './drawing.ts'
import { fitText } from './fit.ts'
import { flatten, pictureSvg, standIn, type PictureSource } from './flatten.ts'
import { faces, readFace } from './fonts.ts'
import { nameClasses } from './nameScript.ts'
import { qrSvg } from './qr.ts'
import { createRecent, type Recent } from './recent.ts'
import { fullSpecimen } from './specimen.ts'
import { outlinesIn } from './stored.ts'
import { writeStyle } from './style.ts'
import { plant, type Piece } from './tree.ts'
import { textLayerOf, type TextLayer } from './textLayer.ts'

export interface Engine {
  draw(drawing: Drawing): Promise<Picture>
  /** The words of a drawing and where they stand: what can be selected in a copy of it. */
  readText(drawing: Drawing): Promise<TextLayer>
}

const serif = 'Cert Serif'
const base = '*{box-sizing:border-box}'
const maxDesigns = 20

/** Loads the fonts and gives what draws with them. */
export const createEngine = async (): Promise<Engine> => {
  const renderer = new Renderer()
  const coverages = new Map<string, Coverage>()
  for (const face of faces) {
    const data = await readFace(face)
    await renderer.registerFont({ name: face.family, weight: face.weight, style: 'normal', data })
    coverages.set(face.family, readCoverage(data))
  }
  const designs = createRecent<Design>(maxDesigns)
  return {
    draw: async drawing => {
      const design = await designFor(designs, { renderer, coverages }, drawing)
      const missing = missingIn(Object.values(drawing.facts).join(''), [...coverages.values()])
      return { ...(await draw({ renderer, coverages }, design.template, drawing)), missing, outlines: design.outlines }
    },
    readText: async drawing => {
      const { template } = await designFor(designs, { renderer, coverages }, drawing)
      const layout = await arrange({ renderer, coverages }, template, drawing)
      return layout ? textLayerOf(layout, char => [...coverages.values()].some(has => has(char))) : { lines: [], code: null }
    },
  }
}

interface Tools {
  readonly renderer: Renderer
  readonly coverages: ReadonlyMap<string, Coverage>
}
interface Design {
  readonly template: ReadTemplate
  readonly outlines: string
}

/** A design is read once and kept while it is in use; one that is not allowed is never drawn, however it came here. */
const designFor = async (designs: Recent<Design>, tools: Tools, drawing: Drawing): Promise<Design> => {
  const key = JSON.stringify([drawing.templateHtml, drawing.templateStyle, drawing.orientation, drawing.type, Object.keys(drawing.assets ?? {})])
  return designs.get(key) ?? designs.keep(key, await readDesign(tools, drawing))
}

const readDesign = async (tools: Tools, drawing: Drawing): Promise<Design> => {
  const template = readTemplate({ ...drawing, assetNames: Object.keys(drawing.assets ?? {}) })
  if (template.reasons.length > 0) throw new Failure('template_refused', { errors: template.reasons })
  const specimen = await draw(tools, template, { ...drawing, facts: fullSpecimen(drawing.type), verifyUrl: 'specimen' })
  return { template, outlines: outlinesIn(specimen.svg) }
}

const mostIn = ({ assets = {} }: Drawing) => templateLimits.picture + (Object.keys(assets).length > 0 ? templateLimits.uploaded : 0)

const tooMuch = { svg: '', overflows: true } as const

const draw = async (tools: Tools, template: ReadTemplate, drawing: Drawing): Promise<Pick<Picture, 'svg' | 'overflows'>> => {
  const layout = await arrange(tools, template, drawing)
  if (!layout) return tooMuch
  const { root, options, pictures, overflows } = layout
  const svg = flatten((await tools.renderer.renderSvg(root.node, options)).replace(/>\s+</g, '><').trim(), pictures)
  return svg.length > mostIn(drawing) ? tooMuch : { svg, overflows }
}

/** Everything in its place and at its size; null where there is more text than is ever drawn. */
const arrange = async ({ renderer, coverages }: Tools, template: ReadTemplate, drawing: Drawing) => {
  const shown = picturesOf(drawing)
  const serifHas: Coverage = char => coverages.get(serif)?.(char) ?? false
  const { pieces, drawings } = plant({ template, facts: drawing.facts, pictures: shown, nameClasses: nameClasses(drawing.facts.holderName, serifHas) })
  if (charactersIn(pieces) > templateLimits.filled) return null
  const pictures = [...shown, ...drawings]
  const root = stageFor(drawing, pieces)
  const images = pictures.map(picture => ({ src: picture.name, data: Buffer.from(standIn(picture)), cache: 'none' as const }))
  const options = { ...stages[drawing.orientation], css: [base, writeStyle(template.rules)], images, lang: 'zh-CN' }
  return { root, options, pictures, ...(await fitText(root, () => renderer.measure(root.node, options))) }
}

const charactersIn = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { node, children }) => sum + (node.type === 'text' ? node.text.length : charactersIn(children)), 0)

const picturesOf = ({ backgroundUrl, logoUrl, sealUrl, verifyUrl, type, assets = {} }: Drawing): PictureSource[] => {
  const uploaded = Object.entries(assets).map(([name, asset]) => ({ name, svg: pictureSvg(asset) }))
  const named = (name: string | null) => uploaded.find(picture => picture.name === name)?.svg
  const background = named(backgroundUrl) ?? artworkOf(backgroundUrl)
  return [
    ...(background === null ? [] : [{ name: 'background', svg: background }]),
    { name: 'qr', svg: qrSvg(verifyUrl) },
    { name: 'logo', svg: named(logoUrl) ?? logoOf(type, logoUrl) },
    { name: 'seal', svg: named(sealUrl) ?? sealOf(type, sealUrl) },
    ...uploaded,
  ]
}

/** White paper of the stage's size around whatever the template holds. */
const stageFor = ({ orientation }: Drawing, children: Piece[]): Piece => {
  const node: ContainerNode = {
    type: 'container',
    style: { ...stages[orientation], display: 'block', position: 'relative', overflow: 'hidden', backgroundColor: '#ffffff', fontFamily: "'Cert Sans'" },
    children: children.map(child => child.node),
  }
  return { node, fit: null, isBody: false, children }
}

const missingIn = (text: string, coverages: readonly Coverage[]) =>
  [...new Set(text)].filter(char => !/\s|\p{Default_Ignorable_Code_Point}/u.test(char) && !coverages.some(has => has(char)))
