import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import type { BatchColumn, BatchReason } from '@wallet/shared/issuing/batchFile'
import { draftCertificate } from '../certificates/draft.ts'
import { drawingOf } from '../certificates/picture.ts'
import type { Deps } from '../deps.ts'
import type { PersonRow } from '../people/store.ts'
import { advances } from '../rendering/advances.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { breadths, type Breadth } from './breadth.ts'

interface Candidate {
  readonly row: number
  readonly person: PersonRow
  readonly order: IssueOrder
}
type Texts = Readonly<Record<'title' | 'description' | 'fullName', string>>

/** Characters that are told apart in one drawing. */
const mostCharacters = 1_000

const textsOf = ({ person, order }: Candidate): Texts => ({ title: order.title ?? '', description: order.description ?? '', fullName: person.fullName })

const columns = ['title', 'description', 'fullName'] as const
type Measure = (text: string) => Breadth

/** By what texts are put in order: the whole of each, what of each is never broken, and all together. */
const rulersOf = (measure: Measure): readonly (readonly [BatchColumn | null, (texts: Texts) => number])[] => [
  ...columns.map(column => [column, (texts: Texts) => measure(texts[column]).unbroken] as const),
  ...columns.map(column => [column, (texts: Texts) => measure(texts[column]).whole] as const),
  [null, texts => Object.values(texts).reduce((width, text) => width + measure(text).whole, 0)],
]

const drawer = (deps: Deps, template: CurrentTemplate) => {
  const { renderer, clock, random, config } = deps
  const draw = async ({ person, order }: Candidate) => {
    const draft = draftCertificate({ order, person, template, before: null, issuedBy: null, now: clock.now(), random, config })
    return renderer.preview(await drawingOf(deps, draft, template.current))
  }
  const fitting = new Map<number, Promise<boolean>>()
  return {
    draw,
    fits: (candidate: Candidate) => {
      const known = fitting.get(candidate.row) ?? draw(candidate).then(({ overflows }) => !overflows)
      fitting.set(candidate.row, known)
      return known
    },
  }
}
type Drawer = ReturnType<typeof drawer>

/** Those that do not fit, from the widest on: where one fits, all narrower ones do, so that the last is found by halving. */
const tooWide = async ({ fits }: Drawer, candidates: readonly Candidate[], width: (texts: Texts) => number): Promise<readonly Candidate[]> => {
  const byWidth = candidates.map(candidate => ({ candidate, width: width(textsOf(candidate)) })).toSorted((a, b) => b.width - a.width)
  const [widest] = byWidth
  if (!widest || (await fits(widest.candidate))) return []
  let [outside, inside] = [0, byWidth.length]
  while (inside - outside > 1) {
    const middle = (outside + inside) >> 1
    const one = byWidth[middle]
    if (one && (await fits(one.candidate))) inside = middle
    else outside = middle
  }
  const narrowest = byWidth[outside]?.width ?? 0
  return byWidth.filter(one => one.width >= narrowest).map(({ candidate }) => candidate)
}

/** Of texts with a part so long that is never broken, whether they fit does not follow from others: so many of a column are drawn, the widest. */
const [longPart, mostDrawn] = [20, 100]

/** The texts of a column that may not fit for their longest part, widest first, each where the least stands beside it. */
const hardTexts = (candidates: readonly Candidate[], column: (typeof columns)[number], measure: Measure): Candidate[] => {
  const beside = (candidate: Candidate) => Object.values(textsOf(candidate)).reduce((width, text) => width + measure(text).whole, 0)
  const found = new Map<string, { readonly candidate: Candidate; readonly width: number }>()
  for (const candidate of candidates) {
    const text = textsOf(candidate)[column]
    const [known, width] = [found.get(text), beside(candidate)]
    if (measure(text).signs > longPart && (!known || width < known.width)) found.set(text, { candidate, width })
  }
  const widthIn = ({ candidate }: { readonly candidate: Candidate }) => measure(textsOf(candidate)[column]).unbroken
  const byWidth = [...found.values()].toSorted((a, b) => widthIn(b) - widthIn(a))
  return byWidth.slice(0, mostDrawn).map(({ candidate }) => candidate)
}

/** Those with a text in this column that does not fit, whatever stands beside it. */
const tooHard = async (
  { fits }: Drawer,
  candidates: readonly Candidate[],
  column: (typeof columns)[number],
  measure: Measure,
): Promise<readonly Candidate[]> => {
  const bad = new Set<string>()
  for (const candidate of hardTexts(candidates, column, measure)) if (!(await fits(candidate))) bad.add(textsOf(candidate)[column])
  return bad.size === 0 ? [] : candidates.filter(candidate => bad.has(textsOf(candidate)[column]))
}

/** Characters of all texts that no font here can draw. */
const missingIn = async ({ draw }: Drawer, candidates: readonly Candidate[]): Promise<ReadonlySet<string>> => {
  const signs = [...new Set(candidates.flatMap(candidate => [...Object.values(textsOf(candidate)).join('')]))]
  const missing = new Set<string>()
  const [one] = candidates
  if (!one) return missing
  for (let at = 0; at < signs.length; at += mostCharacters) {
    const description = signs.slice(at, at + mostCharacters).join('')
    for (const sign of (await draw({ ...one, order: { ...one.order, description } })).missing) missing.add(sign)
  }
  return missing
}

const undrawableIn = (candidate: Candidate, missing: ReadonlySet<string>): BatchReason[] =>
  Object.entries(textsOf(candidate)).flatMap(([column, text]) => {
    const value = [...new Set(text)].filter(sign => missing.has(sign)).join('')
    return value === '' ? [] : [{ column: column as keyof Texts, trouble: 'undrawable', value } as const]
  })

/**
 * Rows whose certificates could not be drawn, and why. Pictures are made after the rows are issued; one that is issued alone is refused where its
 * picture would be incomplete, and so are these, by a few drawings instead of thousands.
 */
export const undrawableRows = async (
  deps: Deps,
  template: CurrentTemplate,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<number, readonly BatchReason[]>> => {
  const drawing = drawer(deps, template)
  const missing = await missingIn(drawing, candidates)
  const found = new Map<number, BatchReason[]>()
  const add = (row: number, ...reasons: BatchReason[]) => reasons.length > 0 && found.set(row, [...(found.get(row) ?? []), ...reasons])
  if (missing.size > 0) for (const candidate of candidates) add(candidate.row, ...undrawableIn(candidate, missing))
  const measure = breadths(await advances())
  const left = () => candidates.filter(({ row }) => !found.has(row))
  const doNotFit = (column: BatchColumn | null, some: readonly Candidate[]) => {
    for (const { row } of some) add(row, { column, trouble: 'doesNotFit', value: null })
  }
  for (const column of columns) doNotFit(column, await tooHard(drawing, left(), column, measure))
  for (const [column, width] of rulersOf(measure)) doNotFit(column, await tooWide(drawing, left(), width))
  return found
}
