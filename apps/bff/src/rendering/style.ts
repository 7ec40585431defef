import { generate, parse, type CssLocation, type CssNode, type Declaration, type Selector } from 'css-tree'
import type { Refusal } from '@wallet/shared/templates/refusal'
import { start, type Objection, type Place } from './markup.ts'
import { checkDeclaration } from './styleRules.ts'

/** One step of a selector: what an element has to be, and how it stands to the step before. */
export interface Step {
  /** ' ': somewhere below the step before; '>': directly below. */
  readonly relation: ' ' | '>'
  readonly element: string | null
  readonly classes: readonly string[]
}
export type Declarations = ReadonlyMap<string, string>
export interface StyleRule {
  readonly selectors: readonly (readonly Step[])[]
  readonly declarations: Declarations
}

const maxNesting = 8
const maxSelectors = 500
const maxSteps = 6

/** Reads a style sheet of plain rules; everything else is objected to. What comes out holds only what is on the list. */
export const readStyle = (css: string, object: Objection): StyleRule[] => {
  const sheet = parseCss(css, 'stylesheet', object)
  if (sheet?.type !== 'StyleSheet') return []
  const rules = sheet.children.toArray().flatMap(node => readRule(node, object))
  if (rules.reduce((count, { selectors }) => count + selectors.length, 0) > maxSelectors) object(start, { code: 'too_many_selectors', most: maxSelectors })
  return rules
}

/** Reads the declarations of a style attribute. */
export const readDeclarations = (css: string, object: Objection): Declarations => {
  const list = parseCss(css, 'declarationList', object)
  return list?.type === 'DeclarationList' ? collect(list.children.toArray(), object) : new Map()
}

/** Rules as a style sheet again: from what was read and checked, never from what was typed. */
export const writeStyle = (rules: readonly StyleRule[]): string =>
  rules
    .map(
      ({ selectors, declarations }) => `${selectors.map(writeSelector).join(',')}{${[...declarations].map(([name, value]) => `${name}:${value}`).join(';')}}`,
    )
    .join('')

const writeSelector = (steps: readonly Step[]) =>
  steps.map(({ relation, element, classes }, index) => `${index > 0 ? relation : ''}${element ?? ''}${classes.map(name => `.${name}`).join('')}`).join('')

const parseCss = (css: string, context: 'stylesheet' | 'declarationList', object: Objection): CssNode | null => {
  const hidden = /[\\\u0000-\u0008\u000b\u000e-\u001f\u007f\ufffe\uffff]/.exec(css)
  if (hidden) return refuse(object, placeIn(css, hidden.index), { code: hidden[0] === '\\' ? 'escape' : 'control_character' })
  const deep = tooDeepAt(css)
  if (deep !== null) return refuse(object, placeIn(css, deep), { code: 'brackets_too_deep', most: maxNesting })
  return parse(css, {
    context,
    positions: true,
    onParseError: error => object({ line: error.line, column: error.column, length: 0 }, { code: 'unreadable', what: error.message.toLowerCase() }),
  })
}
const refuse = (object: Objection, place: Place, refusal: Refusal) => {
  object(place, refusal)
  return null
}

/** Where brackets go deeper than any honest style does: checked before parsing, which is recursive. */
const tooDeepAt = (css: string) => {
  let depth = 0
  for (let index = 0; index < css.length; index += 1) {
    const char = css[index]
    if (char === '(' || char === '{' || char === '[') depth += 1
    else if (char === ')' || char === '}' || char === ']') depth = Math.max(0, depth - 1)
    if (depth > maxNesting) return index
  }
  return null
}

const placeIn = (text: string, index: number): Place => {
  const before = text.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n'), length: 1 }
}
const placeOf = (location: CssLocation | null | undefined): Place =>
  location ? { line: location.start.line, column: location.start.column, length: location.end.offset - location.start.offset } : start

const readRule = (node: CssNode, object: Objection): StyleRule[] => {
  const place = placeOf(node.loc)
  if (node.type === 'Comment' || node.type === 'WhiteSpace') return []
  if (node.type === 'Atrule') object(place, { code: 'at_rule', what: node.name.slice(0, 40) })
  else if (node.type !== 'Rule' || node.prelude.type !== 'SelectorList') object(place, { code: 'not_a_rule' })
  else {
    const selectors = node.prelude.children.toArray().flatMap(selector => (selector.type === 'Selector' ? [readSelector(selector, object)] : []))
    return [{ selectors, declarations: collect(node.block.children.toArray(), object) }]
  }
  return []
}

const readSelector = (selector: Selector, object: Objection): Step[] => {
  const steps: Step[] = []
  let step: { relation: ' ' | '>'; element: string | null; classes: string[] } = { relation: ' ', element: null, classes: [] }
  for (const part of selector.children.toArray()) {
    if (part.type === 'ClassSelector' && isPlainName(part.name)) step.classes.push(part.name)
    else if (part.type === 'TypeSelector' && /^(\*|[a-z][a-z0-9]*)$/.test(part.name)) step.element = part.name
    else if (part.type === 'Combinator' && (part.name === ' ' || part.name === '>')) {
      steps.push(step)
      step = { relation: part.name, element: null, classes: [] }
    } else object(placeOf(part.loc), { code: 'selector', what: generate(part).slice(0, 40) })
  }
  if (steps.length >= maxSteps) object(placeOf(selector.loc), { code: 'selector_too_long', most: maxSteps })
  return [...steps, step]
}
const isPlainName = (name: string) => /^[A-Za-z_-][\w-]*$/.test(name)

const collect = (nodes: readonly CssNode[], object: Objection): Declarations => {
  const declarations = new Map<string, string>()
  for (const node of nodes) {
    if (node.type === 'Comment' || node.type === 'WhiteSpace') continue
    if (node.type !== 'Declaration')
      object(placeOf(node.loc), node.type === 'Atrule' ? { code: 'at_rule', what: node.name.slice(0, 40) } : { code: 'not_a_declaration' })
    else addDeclaration(declarations, node, object)
  }
  return declarations
}

const addDeclaration = (declarations: Map<string, string>, node: Declaration, object: Objection) => {
  const property = node.property.toLowerCase()
  const value = checkDeclaration(property, node, refusal => object(placeOf(node.loc), refusal))
  if (value === null) return
  declarations.delete(property)
  declarations.set(property, value)
}
