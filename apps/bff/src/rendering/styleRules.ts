import type { Refusal } from '@wallet/shared/templates/refusal'
import { generate, lexer, walk, type CssNode, type Declaration } from 'css-tree'
import { familyNames } from './fonts.ts'

/** What a property's value may be, beyond what CSS itself allows there. */
interface PropertyRule {
  /** If given: the only identifiers. */
  readonly only?: readonly string[]
  /** Identifiers that CSS knows and the renderers do not agree on. */
  readonly never?: readonly string[]
  readonly functions?: readonly string[]
  readonly units?: readonly string[]
  /** The largest number without a unit, where it is not the usual one. */
  readonly largest?: number
}

const any: PropertyRule = {}
const colours = ['rgb', 'rgba', 'hsl', 'hsla']
const gradients = ['linear-gradient', 'radial-gradient', ...colours]
const border: PropertyRule = { functions: colours, never: ['dashed', 'dotted', 'double', 'groove', 'ridge', 'inset', 'outset', 'hidden'] }
const borderStyle: PropertyRule = { only: ['solid', 'none'] }
const colour: PropertyRule = { functions: colours }
const sides = ['top', 'right', 'bottom', 'left']
const each = (names: readonly string[], rule: PropertyRule) => Object.fromEntries(names.map(name => [name, rule]))

const properties: Readonly<Record<string, PropertyRule>> = {
  position: { only: ['static', 'relative', 'absolute'] },
  // Not inline-block: nested ones take the layout engine exponential time.
  display: { only: ['block', 'inline', 'flex', 'grid', 'none'] },
  overflow: { only: ['visible', 'hidden'] },
  'white-space': { only: ['normal', 'nowrap', 'pre', 'pre-wrap', 'pre-line'] },
  'font-family': any,
  'font-size': { only: [], units: ['px'] },
  'line-height': { only: [], units: ['px'] },
  'font-weight': { only: ['normal', 'bold'] },
  'text-align': { only: ['left', 'center', 'right', 'justify', 'start', 'end'] },
  color: colour,
  'background-color': colour,
  background: { functions: gradients, never: ['fixed', 'text', 'repeat-x', 'repeat-y', 'space', 'round'] },
  'background-image': { functions: gradients, only: ['none', 'to', 'at', 'circle', 'ellipse', ...sides, 'center'] },
  border,
  ...each(
    sides.map(side => `border-${side}`),
    border,
  ),
  'border-style': borderStyle,
  ...each(
    sides.map(side => `border-${side}-style`),
    borderStyle,
  ),
  ...each(['border-color', ...sides.map(side => `border-${side}-color`)], colour),
  transform: { functions: ['rotate', 'scale'] },
  ...each(['border-width', ...sides.map(side => `border-${side}-width`)], { only: [] }),
  ...each(['border-radius', 'border-top-left-radius', 'border-top-right-radius', 'border-bottom-left-radius', 'border-bottom-right-radius'], any),
  ...each(['inset', ...sides, 'margin', ...sides.map(side => `margin-${side}`), 'padding', ...sides.map(side => `padding-${side}`)], any),
  ...each(['width', 'height', 'min-width', 'min-height', 'max-width', 'max-height', 'gap', 'row-gap', 'column-gap'], { only: ['auto', 'none'] }),
  ...each(
    [
      'flex',
      'flex-direction',
      'flex-wrap',
      'flex-grow',
      'flex-shrink',
      'flex-basis',
      'align-items',
      'align-content',
      'align-self',
      'justify-content',
      'justify-items',
      'justify-self',
    ],
    any,
  ),
  ...each(['grid-template-columns', 'grid-template-rows'], { only: ['auto'] }),
  // A cell at line 10,000 makes ten thousand tracks, and takes the layout engine seconds in grids within grids.
  ...each(['grid-column', 'grid-row'], { only: ['auto', 'span'], largest: 50 }),
  ...each(['letter-spacing', 'text-indent', 'opacity', 'transform-origin'], any),
}

export const propertyNames: readonly string[] = Object.keys(properties)

const limits: Readonly<Record<string, number>> = { px: 4000, em: 50, deg: 3600, fr: 100, '%': 1000, '': 10_000 }
const globals = new Set(['inherit', 'initial', 'unset', 'revert', 'revert-layer'])
const maxPieces = 60
const plainNodes = new Set(['Value', 'Operator', 'WhiteSpace', 'Comment', 'Hash'])

/** The value of a declaration as it may be drawn, or null after objecting to it. */
export const checkDeclaration = (property: string, declaration: Declaration, object: (refusal: Refusal) => void): string | null => {
  const rule = Object.hasOwn(properties, property) ? properties[property] : undefined
  const complaint = rule ? complaintAbout(property, rule, declaration) : { code: 'property' as const, what: property.slice(0, 40) }
  if (complaint === null) return generate(declaration.value)
  object(complaint)
  return null
}

const complaintAbout = (property: string, rule: PropertyRule, { value, important }: Declaration): Refusal | null => {
  const where = property
  if (important !== false) return { code: 'important', where }
  if (value.type === 'Raw') return { code: 'value_unreadable', where }
  const complaints: Complaint[] = []
  let pieces = 0
  walk(value, node => {
    pieces += 1
    const complaint = complaints.length === 0 && pieces <= maxPieces ? complaintAboutPiece(property, rule, node) : null
    if (complaint) complaints.push(complaint)
  })
  if (pieces > maxPieces) return { code: 'value_too_long', where, most: maxPieces }
  if (complaints[0]) return { ...complaints[0], where }
  if (property === 'font-family') return unknownFamily(generate(value))
  return lexer.matchProperty(property, value).error === null ? null : { code: 'value', what: generate(value).slice(0, 60), where }
}

type Complaint = Pick<Refusal, 'code' | 'what'>
const notAllowed = (what: string): Complaint => ({ code: 'value_part', what })

const complaintAboutPiece = (property: string, rule: PropertyRule, node: CssNode): Complaint | null => {
  if (plainNodes.has(node.type)) return null
  if (node.type === 'Identifier') return isWord(property, rule, node.name.toLowerCase()) ? null : notAllowed(node.name.slice(0, 40))
  if (node.type === 'Function') return rule.functions?.includes(node.name.toLowerCase()) ? null : notAllowed(`${node.name.slice(0, 40)}()`)
  if (node.type === 'Url') return notAllowed('url()')
  if (node.type === 'Number') return checkSize(node.value, '', rule.largest)
  if (node.type === 'Percentage') return checkSize(node.value, '%')
  if (node.type === 'Dimension')
    return rule.units && !rule.units.includes(node.unit.toLowerCase())
      ? { code: 'unit', what: node.unit.slice(0, 20) }
      : checkSize(node.value, node.unit.toLowerCase())
  if (node.type === 'String' && property === 'font-family') return null
  return notAllowed(generate(node).slice(0, 40))
}

const isWord = (property: string, { only, never }: PropertyRule, word: string) =>
  property === 'font-family' || (!globals.has(word) && (only ? only.includes(word) || isCssColour(property, word) : !never?.includes(word)))
const isCssColour = (property: string, word: string) => property === 'background-image' && lexer.match('<color>', word).error === null

const checkSize = (value: string, unit: string, limit = Object.hasOwn(limits, unit) ? limits[unit] : undefined): Complaint | null => {
  if (limit === undefined) return { code: 'unit', what: unit.slice(0, 20) }
  return Math.abs(Number(value)) <= limit ? null : { code: 'too_large', what: `${value.slice(0, 20)}${unit}` }
}

const unknownFamily = (value: string): Refusal | null => {
  const unknown = value
    .split(',')
    .map(name => name.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .find(name => !familyNames.includes(name))
  return unknown === undefined ? null : { code: 'font', what: unknown.slice(0, 40), allowed: familyNames.join(', ') }
}
