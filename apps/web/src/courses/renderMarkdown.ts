import type { Definition, List, Nodes, PhrasingContent, Root, RootContent, Table, TableRow } from 'mdast'
import { h, type VNodeArrayChildren } from 'vue'
import type { Say } from '../i18n/index.ts'
import { ownAddress } from '../ui/ownAddress.ts'

interface Context {
  readonly t: Say
  readonly origin: string
  /** The depth of the highest heading in the text: it stands right below the page's own. */
  readonly top: number
  readonly definitions: ReadonlyMap<string, Definition>
  /** How many nodes hold this one. */
  readonly depth: number
}
/** Nobody writes so many things inside each other; drawing thousands would be the end of the page. */
const deepest = 100
type Parts = VNodeArrayChildren

/** A path on this site, or null: other hosts are neither asked nor linked to. */
const ownPath = (url: string, origin: string): string | null => {
  const address = ownAddress(url, origin)
  return address && `${address.pathname}${address.search}${address.hash}`
}

const inside = (nodes: readonly Nodes[], context: Context): Parts =>
  context.depth < deepest ? nodes.flatMap(node => draw(node, { ...context, depth: context.depth + 1 })) : ['…']
const textOf = (nodes: readonly PhrasingContent[], depth = 0): string =>
  depth < deepest ? nodes.map(node => ('value' in node ? node.value : 'children' in node ? textOf(node.children, depth + 1) : '')).join('') : '…'

const link = (url: string, children: readonly PhrasingContent[], context: Context): Parts => {
  const path = ownPath(url, context.origin)
  const words = inside(children, context)
  if (path !== null) return [h('a', { class: 'cp', href: path }, words)]
  return textOf(children) === url ? words : [context.t('lesson.elsewhere', { words: textOf(children), address: url })]
}
const picture = (url: string, alt: string, { origin }: Context): Parts => {
  const path = ownPath(url, origin)
  return path === null ? [alt] : [h('img', { class: 'figure', src: path, alt, loading: 'lazy', decoding: 'async' })]
}

const list = ({ ordered, start, children }: List, context: Context): Parts => {
  const items = children.map(({ children: parts }) =>
    h('li', inside(parts.length === 1 && parts[0]?.type === 'paragraph' ? parts[0].children : parts, context)),
  )
  return [ordered ? h('ol', { start: start ?? 1, style: { counterReset: `n ${(start ?? 1) - 1}` } }, items) : h('ul', items)]
}

const row = ({ children }: TableRow, tag: 'td' | 'th', align: Table['align'], context: Context) =>
  h(
    'tr',
    children.map((cell, at) => h(tag, { ...(align?.[at] && { class: align[at] }), ...(tag === 'th' && { scope: 'col' }) }, inside(cell.children, context))),
  )
const table = ({ align, children: [head, ...rows] }: Table, context: Context): Parts => [
  h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': context.t('lesson.table') }, [
    h('table', [
      head && h('thead', [row(head, 'th', align, context)]),
      h(
        'tbody',
        rows.map(each => row(each, 'td', align, context)),
      ),
    ]),
  ]),
]

const draw = (node: Nodes, context: Context): Parts => {
  switch (node.type) {
    case 'text':
    // What looks like markup is text like any other.
    case 'html':
      return [node.value]
    case 'paragraph':
      return [h('p', inside(node.children, context))]
    case 'heading':
      return [h(`h${Math.min(6, node.depth - context.top + 2)}`, inside(node.children, context))]
    case 'strong':
      return [h('strong', inside(node.children, context))]
    case 'emphasis':
      return [h('em', inside(node.children, context))]
    case 'inlineCode':
      return [h('code', node.value)]
    case 'code':
      return [h('pre', { class: 'wide', tabindex: 0 }, [h('code', node.value)])]
    case 'blockquote':
      return [h('blockquote', inside(node.children, context))]
    case 'list':
      return list(node, context)
    case 'table':
      return table(node, context)
    case 'thematicBreak':
      return [h('hr')]
    case 'break':
      return [h('br')]
    case 'link':
      return link(node.url, node.children, context)
    case 'linkReference':
      return link(context.definitions.get(node.identifier)?.url ?? '', node.children, context)
    case 'image':
      return picture(node.url, node.alt ?? '', context)
    case 'imageReference':
      return picture(context.definitions.get(node.identifier)?.url ?? '//', node.alt ?? '', context)
    // Drawn by what holds them.
    case 'root':
    case 'listItem':
    case 'tableRow':
    case 'tableCell':
    // Not part of what lessons are written in, or nothing to see.
    case 'definition':
    case 'delete':
    case 'footnoteDefinition':
    case 'footnoteReference':
    case 'yaml':
      return []
  }
}

const headingsIn = (nodes: readonly RootContent[]) => nodes.flatMap(node => (node.type === 'heading' ? [node.depth] : []))

/** A lesson's text as nodes of the page. Nothing in it can become markup of another kind: there is a case for each kind, and for no other. */
export const renderMarkdown = ({ children }: Root, t: Say, origin: string): Parts => {
  const definitions = new Map(children.flatMap(node => (node.type === 'definition' ? [[node.identifier, node] as const] : [])))
  return inside(children, { t, origin, top: Math.min(6, ...headingsIn(children)), definitions, depth: 0 })
}
