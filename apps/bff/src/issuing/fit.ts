import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import type { BatchColumn, BatchReason } from '@wallet/shared/issuing/batchFile'
import { draftCertificate } from '../certificates/draft.ts'
import { drawingOf } from '../certificates/picture.ts'
import type { Deps } from '../deps.ts'
import type { PersonRow } from '../people/store.ts'
import type { CurrentTemplate } from '../templates/store.ts'

interface Candidate {
  readonly row: number
  readonly person: PersonRow
  readonly order: IssueOrder
}
type Texts = Readonly<Record<'title' | 'description' | 'fullName', string>>

/** Characters that are told apart in one drawing. */
const mostCharacters = 1_000

const textsOf = ({ person, order }: Candidate): Texts => ({ title: order.title ?? '', description: order.description ?? '', fullName: person.fullName })

/** How wide a text is drawn, as a rule: what is not Latin takes twice the room. */
const widthOf = (text: string) => [...text].reduce((width, sign) => width + (sign > '\u2e80' ? 2 : 1), 0)

const rulers: readonly (readonly [BatchColumn | null, (texts: Texts) => number])[] = [
  ['title', ({ title }) => widthOf(title)],
  ['description', ({ description }) => widthOf(description)],
  ['fullName', ({ fullName }) => widthOf(fullName)],
  [null, texts => Object.values(texts).reduce((width, text) => width + widthOf(text), 0)],
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
  for (const [column, width] of rulers) {
    const left = candidates.filter(({ row }) => !found.has(row))
    for (const { row } of await tooWide(drawing, left, width)) add(row, { column, trouble: 'doesNotFit', value: null })
  }
  return found
}
