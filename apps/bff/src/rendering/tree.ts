import type { ContainerNode, ImageNode, Node, NodeMetadata } from '@takumi-rs/core'
import { assetIdOf } from '@wallet/shared/templates/assetName'
import { placeholders, type Placeholder } from '@wallet/shared/templates/stage'
import type { ReadTemplate } from './allowList.ts'
import { classesOf, inheritedValue, ownStyle, type Lineage } from './cascade.ts'
import type { PictureSource } from './flatten.ts'
import { isLayout, type Element, type Words } from './markup.ts'

/** How a text may shrink: to this many lines, from this size and line height in pixels. */
export interface Fit {
  readonly lines: 1 | 2 | 3
  readonly size: number
  readonly leading: number
}
/** A node to be drawn, with what the fitting has to know of it. */
export interface Piece {
  readonly node: Node
  readonly fit: Fit | null
  readonly isBody: boolean
  readonly children: Piece[]
}

export interface Planting {
  readonly template: ReadTemplate
  readonly facts: Readonly<Record<Placeholder, string>>
  /** The pictures that `src` may name; one that is absent is left out. */
  readonly pictures: readonly PictureSource[]
  /** Classes that suit the holder's name. */
  readonly nameClasses: readonly string[]
}

/** The template's elements with the facts filled in, what belongs to absent facts left out, and the drawings found in it. */
export const plant = (planting: Planting): { pieces: Piece[]; drawings: PictureSource[] } => {
  const drawings: PictureSource[] = []
  const pieces = planting.template.content.flatMap(node => grow(node, [], { ...planting, drawings }))
  return { pieces, drawings }
}

type Ground = Planting & { readonly drawings: PictureSource[] }

const grow = (node: Element | Words, above: Lineage, ground: Ground): Piece[] => {
  if (node.kind === 'words') return growWords(node, ground)
  if (isForAbsentField(node, ground)) return []
  const lineage = [...above, node]
  if (node.name === 'br') return [leaf({ type: 'text', text: '\n', preset: { whiteSpace: 'pre' } })]
  if (node.name === 'img') return growImage(node, ground)
  if (node.name === 'svg') return growDrawing(node, ground)
  const children = node.children.flatMap(child => grow(child, lineage, ground))
  const container: ContainerNode = { type: 'container', ...metadata(node, ground), children: children.map(child => child.node) }
  return [{ node: container, fit: fitOf(lineage, ground), isBody: classesOf(node).includes('body'), children }]
}

const leaf = (node: Node): Piece => ({ node, fit: null, isBody: false, children: [] })

const isForAbsentField = (element: Element, { facts }: Ground) =>
  classesOf(element).some(name => placeholders.some(field => name === `if-${field}` && facts[field] === ''))

/** Facts enter as text: nothing in them is ever read as markup. */
const growWords = ({ text }: Words, { facts }: Ground): Piece[] => {
  if (isLayout(text)) return []
  const filled = text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => facts[placeholders.find(known => known === name) ?? 'title'])
  return filled === '' ? [] : [leaf({ type: 'text', text: filled })]
}

const growImage = (element: Element, ground: Ground): Piece[] => {
  const source = element.attributes.get('src') ?? ''
  const name = assetIdOf(source) === null ? source.slice(2, -2) : source
  return ground.pictures.some(picture => picture.name === name) ? [leaf(image(element, name, ground))] : []
}

const growDrawing = (element: Element, ground: Ground): Piece[] => {
  const name = `drawing${ground.drawings.length + 1}`
  ground.drawings.push({ name, svg: writeDrawing(element) })
  return [leaf(image(element, name, ground))]
}

const image = (element: Element, src: string, ground: Ground): ImageNode => {
  const size = (attribute: string) => {
    const pixels = Number.parseFloat(element.attributes.get(attribute) ?? '')
    return Number.isFinite(pixels) ? { [attribute]: pixels } : {}
  }
  return { type: 'image', src, ...metadata(element, ground), ...size('width'), ...size('height') }
}

/** A drawing as a document of its own. Its attributes were checked one by one, and none may hold a quote or an angle bracket. */
const writeDrawing = ({ name, attributes, children }: Element): string => {
  const kept = [...attributes].filter(([attribute]) => !['class', 'style', 'xmlns'].includes(attribute))
  const written = kept.map(([attribute, value]) => ` ${attribute === 'viewbox' ? 'viewBox' : attribute}="${value}"`).join('')
  const inner = children.map(child => (child.kind === 'element' ? writeDrawing(child) : '')).join('')
  return `<${name}${name === 'svg' ? ' xmlns="http://www.w3.org/2000/svg"' : ''}${written}>${inner}</${name}>`
}

const metadata = (element: Element, { nameClasses }: Ground): NodeMetadata => {
  const classes = classesOf(element)
  const preset = presets[element.name]
  return {
    tagName: element.name,
    className: [...classes, ...(classes.includes('name') ? nameClasses : [])].join(' '),
    style: Object.fromEntries([...ownStyle(element)].map(([property, value]) => [camelCase(property), value])),
    ...(preset && { preset }),
  }
}
const camelCase = (property: string) => property.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const heading = (fontSize: number, margin: string) => ({ display: 'block', fontSize, fontWeight: 'bold', marginTop: margin, marginBottom: margin }) as const
const presets: Readonly<Record<string, NodeMetadata['preset']>> = {
  section: { display: 'block' },
  div: { display: 'block' },
  p: { display: 'block', marginTop: '1em', marginBottom: '1em' },
  h1: heading(32, '0.67em'),
  h2: heading(24, '0.83em'),
  h3: heading(19, '1em'),
  b: { fontWeight: 'bold' },
  strong: { fontWeight: 'bold' },
}

const pixels = (value: string | null) => {
  const read = Number.parseFloat(value ?? '')
  return Number.isFinite(read) ? read : null
}

const fitOf = (lineage: Lineage, { template: { rules } }: Ground): Fit | null => {
  const element = lineage.at(-1)
  const lines = element
    ? (
        [
          ['fit', 1],
          ['fit-2', 2],
          ['fit-3', 3],
        ] as const
      ).find(([name]) => classesOf(element).includes(name))?.[1]
    : undefined
  if (!lines) return null
  const size = pixels(inheritedValue(rules, lineage, 'font-size')) ?? 16
  return { lines, size, leading: pixels(inheritedValue(rules, lineage, 'line-height')) ?? Math.round(size * 1.4) }
}
