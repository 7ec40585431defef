import { assetIdOf } from '@wallet/shared/templates/assetName'
import type { TemplateDraft } from '@wallet/shared/templates/template'

/** What of a template is compared as a fact, beside its texts. */
const factNames = ['name', 'type', 'orientation', 'validityMonths', 'numberPrefix', 'backgroundUrl', 'logoUrl', 'sealUrl'] as const
export type FactName = (typeof factNames)[number]
/** A template as it was saved; a version has no name of its own. */
export type Saved = Omit<TemplateDraft, 'name' | 'isActive' | 'sortOrder'> & Partial<Pick<TemplateDraft, 'name'>>
export interface FactChange {
  readonly name: FactName | 'form'
  readonly before: string
  readonly after: string
}

type Leaf = string | number | boolean | null | undefined
type Tree = Leaf | { readonly [key: string]: Tree }
const said = (value: Leaf) => (value === null || value === undefined ? '' : String(value))
const isBranch = (tree: Tree): tree is { readonly [key: string]: Tree } => typeof tree === 'object' && tree !== null

/** The leaves of a form that differ, each by its path. */
const formChanges = (before: Tree, after: Tree, path: string): (FactChange & { readonly path: string })[] => {
  if (!isBranch(before) && !isBranch(after)) return before === after ? [] : [{ name: 'form', path, before: said(before), after: said(after) }]
  const [one, other] = [isBranch(before) ? before : {}, isBranch(after) ? after : {}]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap(key => formChanges(one[key], other[key], path === '' ? key : `${path}.${key}`))
}

const pictureNames: readonly FactName[] = ['backgroundUrl', 'logoUrl', 'sealUrl']
/** Beside a form, the pictures of its design follow from it: that they are its own is all there is to say. */
const factIn = (saved: Saved, name: FactName) => {
  const value = saved[name]
  if (!saved.form || !pictureNames.includes(name) || (name === 'backgroundUrl' && value === null)) return value
  return assetIdOf(String(value)) === null ? 'own' : value
}

/** The facts that differ between two versions; of the form, each field by its path. */
export const changesBetween = (before: Saved, after: Saved): (FactChange & { readonly path: string })[] => [
  ...factNames
    .filter(name => before[name] !== undefined && after[name] !== undefined && factIn(before, name) !== factIn(after, name))
    .map(name => ({ name, path: name, before: said(factIn(before, name)), after: said(factIn(after, name)) })),
  ...(before.form && after.form ? formChanges(before.form, after.form, '') : []),
]
