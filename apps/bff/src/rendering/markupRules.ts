import { assetIdOf } from '@wallet/shared/templates/assetName'
import type { Refusal } from '@wallet/shared/templates/refusal'
import { pictures, placeholders } from '@wallet/shared/templates/stage'
import { templateLimits } from '@wallet/shared/templates/template'
import { htmlElements, shapeElements } from '@wallet/shared/templates/vocabulary'
import { checkAmount } from './amount.ts'
import { isShape, type Element, type Objection, type Words } from './markup.ts'
import { readDeclarations } from './style.ts'

const allowedElements = new Set<string>([...htmlElements, ...shapeElements])
const isAllowed = (name: string) => allowedElements.has(name)

type Test = RegExp | ((value: string) => boolean)
const within =
  (limit: number): Test =>
  value =>
    /^-?(\d{1,6}(\.\d{0,6})?|\.\d{1,6})(px)?$/.test(value) && Math.abs(Number.parseFloat(value)) <= limit
const number = within(10_000)
const colour = /^(none|#[0-9a-f]{3}|#[0-9a-f]{6})$/i
const numbers = /^[\d\s,.+-]{0,4000}$/

const boxAttributes: Readonly<Record<string, Test>> = { class: /^[\w\s-]{0,200}$/, style: () => true }
const paint: Readonly<Record<string, Test>> = {
  fill: colour,
  stroke: colour,
  'stroke-width': number,
  'stroke-linecap': /^(butt|round|square)$/,
  'stroke-linejoin': /^(miter|round|bevel)$/,
  'fill-rule': /^(nonzero|evenodd)$/,
  'fill-opacity': within(1),
  'stroke-opacity': within(1),
  opacity: within(1),
  transform: /^((translate|rotate|scale|matrix|skewX|skewY)\([\d\s,.+-]{1,200}\)\s{0,5}){0,10}$/,
}
const geometry: Readonly<Record<string, Readonly<Record<string, Test>>>> = {
  svg: { ...boxAttributes, xmlns: /^http:\/\/www\.w3\.org\/2000\/svg$/, width: number, height: number, viewbox: numbers },
  g: {},
  path: { d: /^[MLHVCSQTAZmlhvcsqtaz\d\s,.+-]{0,20000}$/ },
  circle: { cx: number, cy: number, r: number },
  rect: { x: number, y: number, width: number, height: number, rx: number, ry: number },
  line: { x1: number, y1: number, x2: number, y2: number },
  ellipse: { cx: number, cy: number, rx: number, ry: number },
  polygon: { points: numbers },
}
const sources = pictures.map(name => `{{${name}}}`)
const isAsset = (value: string) => assetIdOf(value) !== null
const allowedSources = [...sources, 'asset:<id>'].join(', ')
const image: Readonly<Record<string, Test>> = {
  ...boxAttributes,
  alt: value => !/\{\{|\}\}/.test(value) && value.length <= 200,
  src: value => sources.includes(value) || isAsset(value),
}

const attributesOf = (name: string): Readonly<Record<string, Test>> => {
  if (name === 'img') return image
  const own = geometry[name]
  return own ? { ...paint, ...own } : boxAttributes
}
const passes = (test: Test, value: string) => (typeof test === 'function' ? test(value) : test.test(value))

/** A background is some 100 kB: a template that shows it hundreds of times would fill the memory. */
const maxImages = 8

/** Objects to everything in a tree that is not on the list of what a template may contain. */
export const checkMarkup = (roots: readonly (Element | Words)[], assetNames: readonly string[], object: Objection): void => {
  let nodes = 0
  let images = 0
  const words: Words[] = []
  // A stack of its own instead of recursion: thousands of nested elements are an attack, not a reason to overflow.
  const waiting = roots.map(node => ({ node, depth: 1, isDrawing: false })).toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth, isDrawing } = next
    if (node.kind === 'words') {
      checkWords(node, isDrawing, object)
      words.push(node)
      continue
    }
    nodes += 1
    if (nodes === templateLimits.nodes + 1) object(node.place, { code: 'too_many_elements', most: templateLimits.nodes })
    if (depth === templateLimits.depth + 1) object(node.place, { code: 'too_deep', most: templateLimits.depth })
    if (node.name === 'img') images += 1
    if (node.name === 'img' && images === maxImages + 1) object(node.place, { code: 'too_many_pictures', most: maxImages })
    checkElement(node, isDrawing, object)
    checkAsset(node, assetNames, object)
    for (const child of node.children.toReversed()) waiting.push({ node: child, depth: depth + 1, isDrawing: isDrawing || node.name === 'svg' })
  }
  checkAmount(words, object)
}

const checkElement = ({ name, attributes, place, attributePlaces }: Element, isDrawing: boolean, object: Objection) => {
  const placeAt = (attribute: string) => attributePlaces.get(attribute) ?? place
  if (!isAllowed(name)) return object(place, { code: 'element', what: shorten(name) })
  if (isDrawing !== (name === 'g' || isShape(name))) object(place, { code: isDrawing ? 'element_in_drawing' : 'element_outside_drawing', what: name })
  for (const [attribute, value] of attributes) checkAttribute({ name, attribute, value }, refusal => object(placeAt(attribute), refusal))
  if (name === 'img' && !attributes.has('src')) object(place, { code: 'source_missing', allowed: allowedSources })
  if (attributes.has('style')) readDeclarations(attributes.get('style') ?? '', (_, refusal) => object(placeAt('style'), refusal))
}

const checkAsset = ({ name, attributes, place, attributePlaces }: Element, assetNames: readonly string[], object: Objection) => {
  const source = attributes.get('src') ?? ''
  if (name === 'img' && isAsset(source) && !assetNames.includes(source)) object(attributePlaces.get('src') ?? place, { code: 'unknown_asset', what: source })
}

const checkAttribute = ({ name, attribute, value }: { name: string; attribute: string; value: string }, object: (refusal: Refusal) => void) => {
  const allowed = attributesOf(name)
  const test = Object.hasOwn(allowed, attribute) ? allowed[attribute] : undefined
  if (!test) return object({ code: 'attribute', what: shorten(attribute), where: name })
  if (!passes(test, value))
    return object(
      attribute === 'src'
        ? { code: 'source', what: shorten(value), allowed: allowedSources }
        : { code: 'attribute_value', what: shorten(value), where: `${attribute} of <${name}>` },
    )
  if (attribute !== 'class') return
  for (const word of value.split(/\s+/)) {
    const field = /^if-(.*)$/.exec(word)?.[1]
    if (field !== undefined && !isPlaceholder(field)) object({ code: 'unknown_field', what: shorten(word), allowed: placeholders.join(', ') })
  }
}

const isPlaceholder = (name: string): boolean => placeholders.some(known => known === name)
const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text).replace(/[\u0000-\u001f\u007f]/g, '�')

const checkWords = ({ text, place }: Words, isDrawing: boolean, object: Objection) => {
  if (isDrawing && text.trim() !== '') object(place, { code: 'text_in_drawing' })
  const rest = text.replace(/\{\{(\w{1,40})\}\}/g, (_, name: string) => {
    if (!isPlaceholder(name)) object(place, { code: 'unknown_placeholder', what: name, allowed: placeholders.join(', ') })
    return ''
  })
  if (/\{\{|\}\}/.test(rest)) object(place, { code: 'placeholder_form' })
}
