import type { Element } from './markup.ts'
import { readDeclarations, type Declarations, type Step, type StyleRule } from './style.ts'

/** An element and its ancestors, outermost first. */
export type Lineage = readonly Element[]

export const classesOf = (element: Element): string[] => (element.attributes.get('class') ?? '').split(/\s+/).filter(name => name !== '')

/** The declarations of an element's style attribute, already checked. */
export const ownStyle = (element: Element): Declarations => readDeclarations(element.attributes.get('style') ?? '', () => undefined)

/** What the rules say an element's own `property` is, by the cascade: the style attribute, then specificity, then order. */
export const declaredValue = (rules: readonly StyleRule[], lineage: Lineage, property: string): string | null => {
  const element = lineage.at(-1)
  const own = element ? ownStyle(element).get(property) : undefined
  if (own !== undefined) return own
  let best: { value: string; weight: number } | null = null
  for (const { selectors, declarations } of rules) {
    const value = declarations.get(property)
    if (value === undefined) continue
    const weight = Math.max(...selectors.map(steps => (matches(steps, lineage) ? weightOf(steps) : -1)))
    if (weight >= 0 && weight >= (best?.weight ?? 0)) best = { value, weight }
  }
  return best?.value ?? null
}

/** The same for a property that is inherited, such as font-size. */
export const inheritedValue = (rules: readonly StyleRule[], lineage: Lineage, property: string): string | null => {
  for (let length = lineage.length; length > 0; length -= 1) {
    const value = declaredValue(rules, lineage.slice(0, length), property)
    if (value !== null) return value
  }
  return null
}

const weightOf = (steps: readonly Step[]) => steps.reduce((sum, { element, classes }) => sum + classes.length * 100 + (element && element !== '*' ? 1 : 0), 0)

const matches = (steps: readonly Step[], lineage: Lineage): boolean => {
  const [step, element] = [steps.at(-1), lineage.at(-1)]
  if (!step) return true
  if (!element || !isAt(step, element)) return false
  const before = steps.slice(0, -1)
  if (before.length === 0) return true
  if (step.relation === '>') return matches(before, lineage.slice(0, -1))
  return lineage.some((_, index) => index < lineage.length - 1 && matches(before, lineage.slice(0, index + 1)))
}

const isAt = ({ element, classes }: Step, candidate: Element) => {
  const own = classesOf(candidate)
  return (element === null || element === '*' || element === candidate.name) && classes.every(name => own.includes(name))
}
