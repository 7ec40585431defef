import type { Refusal } from '@wallet/shared/templates/refusal'
import { shapeElements } from '@wallet/shared/templates/vocabulary'
import { Tokenizer, type Token } from 'parse5'

/** Where something stands in what was typed, line and column from 1, and how long it is. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly length: number
}
/** Notes that something at a place is not allowed. */
export type Objection = (place: Place, refusal: Refusal) => void

export interface Words {
  readonly kind: 'words'
  readonly text: string
  readonly place: Place
}
export interface Element {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (Element | Words)[]
  readonly place: Place
  /** Where each attribute stands, with its value. */
  readonly attributePlaces: ReadonlyMap<string, Place>
}

/** Where everything begins. */
export const start: Place = { line: 1, column: 1, length: 0 }

const voids = new Set(['br', 'img'])
const shapes = new Set<string>(shapeElements.filter(name => name !== 'g'))
/** White space with a line break in it only lays out the source. */
export const isLayout = (text: string): boolean => text.includes('\n') && text.trim() === ''
export const isVoid = (name: string): boolean => voids.has(name)
export const isShape = (name: string): boolean => shapes.has(name)

/**
 * Reads markup strictly, by tokens: every element is closed by its own tag, nothing is moved or invented. A browser's tree building
 * (foster parents, adoption, implied tags) is where filters and renderers come to differ; here the tree that is checked is the tree
 * that is drawn.
 */
export const readMarkup = (html: string, object: Objection): (Element | Words)[] => {
  const root: (Element | Words)[] = []
  const open: Element[] = []
  const into = () => open.at(-1)?.children ?? root

  const openTag = (tag: Token.TagToken) => {
    const element: Element = {
      kind: 'element',
      name: tag.tagName,
      attributes: new Map(tag.attrs.map(({ name, value }) => [name, value])),
      children: [],
      place: placeOf(tag.location),
      attributePlaces: new Map(Object.entries(tag.location?.attrs ?? {}).map(([name, location]) => [name, placeOf(location)])),
    }
    into().push(element)
    if (isVoid(element.name) || (tag.selfClosing && isShape(element.name))) return
    if (tag.selfClosing) object(element.place, { code: 'closes_itself', what: element.name })
    else open.push(element)
  }
  const closeTag = ({ tagName, location }: Token.TagToken) => {
    const last = open.at(-1)
    if (last?.name === tagName) open.pop()
    else object(placeOf(location), last ? { code: 'closes_other', what: tagName, where: last.name } : { code: 'closes_nothing', what: tagName })
  }
  const addWords = ({ chars, location }: Token.CharacterToken) => {
    const siblings = into()
    const last = siblings.at(-1)
    if (last?.kind === 'words') siblings[siblings.length - 1] = { ...last, text: last.text + chars }
    else siblings.push({ kind: 'words', text: chars, place: placeOf(location) })
  }

  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: openTag,
      onEndTag: closeTag,
      onCharacter: addWords,
      onWhitespaceCharacter: addWords,
      onNullCharacter: () => undefined,
      onComment: () => undefined,
      onDoctype: ({ location }) => object(placeOf(location), { code: 'doctype' }),
      onEof: () => undefined,
      onParseError: error => object(placeOf(error), { code: 'unreadable', what: error.code.replaceAll('-', ' ') }),
    },
  )
  tokenizer.write(html, true)
  for (const { name, place } of open) object(place, { code: 'not_closed', what: name })
  return root
}

interface Located {
  readonly startLine: number
  readonly startCol: number
  readonly startOffset: number
  readonly endOffset: number
}
const placeOf = (location: Located | null): Place =>
  location ? { line: location.startLine, column: location.startCol, length: location.endOffset - location.startOffset } : start
