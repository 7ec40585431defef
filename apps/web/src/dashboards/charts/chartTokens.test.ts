import { describe, expect, it } from 'vitest'
import css from '../../ui/tokens.css?raw'
import { chartTokens, palettes, rampColour } from './chartTokens.ts'
import { mixed } from './mixed.ts'

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
type Triple = readonly [number, number, number]
const rgb = (colour: string): Triple => [1, 3, 5].map(at => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255)) as unknown as Triple
const luminance = (colour: string) => {
  const [r, g, b] = rgb(colour)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
/** WCAG 2: 1 to 21. */
const contrast = (one: string, other: string) => {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

/** How people see who lack one kind of cones (Machado, Oliveira and Fernandes 2009). */
const sights = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const
type Sight = keyof typeof sights
const times = (matrix: readonly number[], vector: readonly number[]) =>
  [0, 3, 6].map(row => vector.reduce((sum, value, column) => sum + (matrix[row + column] ?? 0) * value, 0))
const oklab = (seen: readonly number[]) => {
  const clipped = seen.map(value => Math.max(0, Math.min(1, value)))
  const cones = times([0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005], clipped)
  return times(
    [0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662, -0.808675766],
    cones.map(Math.cbrt),
  )
}
/** How far two colours are apart for a sight, in hundredths of OKLab. */
const distance = (one: string, other: string, sight: Sight) => {
  const [a, b] = [one, other].map(colour => oklab(times(sights[sight], rgb(colour))))
  return 100 * Math.hypot(...(a ?? []).map((value, i) => value - (b?.[i] ?? 0)))
}

const grounds = (['dark', 'light'] as const).flatMap(theme => (['page', 'card'] as const).map(on => ({ theme, on, tokens: chartTokens(theme, on) })))

describe.each(grounds)('the colours of charts on the $theme $on', ({ theme, on, tokens }) => {
  it('carry text that everybody can read', () => {
    for (const colour of [tokens.text, tokens.sub, tokens.accent, tokens.expiring, ...Object.values(tokens.type)]) {
      expect(contrast(colour, tokens.surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colour, tokens.stripe)).toBeGreaterThanOrEqual(4.5)
    }
  })
  it('make marks that can be told from what they stand on', () => {
    for (const colour of [tokens.mark, tokens.covered, tokens.missing, tokens.accent]) expect(contrast(colour, tokens.surface)).toBeGreaterThanOrEqual(3)
    // Areas stand on cards only; on the page a light one falls to 2.8, and the wall is dark.
    const least = on === 'card' || theme === 'dark' ? 3 : 2.8
    for (const colour of Object.values(tokens.fill)) expect(contrast(colour, tokens.surface)).toBeGreaterThanOrEqual(least)
  })
  it('say the number and the warning on every step of coverage', () => {
    for (const colour of tokens.ramp) expect(contrast(tokens.text, colour)).toBeGreaterThanOrEqual(5.5)
    // Below the floor of 90 are the first three steps.
    for (const colour of tokens.ramp.slice(0, 3)) expect(contrast(tokens.expiring, colour)).toBeGreaterThanOrEqual(3)
  })
  it.each(Object.keys(sights) as Sight[])('stay apart for %s eyes', sight => {
    const pairs = ({ course, exam, achievement }: typeof tokens.fill) => [[course, exam] as const, [exam, achievement] as const, [course, achievement] as const]
    for (const [one, other] of pairs(tokens.fill)) expect(distance(one, other, sight)).toBeGreaterThanOrEqual(12)
    for (const [one, other] of pairs(tokens.past)) expect(distance(one, other, sight)).toBeGreaterThanOrEqual(9)
    const states = [[tokens.covered, tokens.expiring] as const, [tokens.covered, tokens.missing] as const, [tokens.expiring, tokens.missing] as const]
    for (const [one, other] of [...states, [tokens.accent, tokens.mark] as const]) expect(distance(one, other, sight)).toBeGreaterThanOrEqual(7)
  })
})

const inPages = (theme: keyof typeof palettes, name: string) => {
  const block = theme === 'light' ? css : css.slice(css.indexOf(":root[data-theme='dark']"))
  return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1]
}

it.each(['dark', 'light'] as const)('charts wear the same colours as the pages they stand on, in the %s', theme => {
  const { page, card, line, text, sub, accent, type, expiring } = palettes[theme]
  const named = { page, card, line, text, 'text-2': sub, primary: accent, ...type, expiring }
  for (const [name, colour] of Object.entries(named)) expect([name, inPages(theme, name)]).toEqual([name, colour])
})

it('mixes colours into solid ones', () => {
  expect([mixed('#ffffff', '#000000', 0.5), mixed('#102030', '#ffffff', 1), mixed('#102030', '#ffffff', 0)]).toEqual(['#808080', '#102030', '#ffffff'])
})

it.each([
  [0, 0],
  [79, 0],
  [80, 1],
  [89, 2],
  [90, 3],
  [94, 3],
  [95, 4],
  [100, 4],
])('a coverage of %i %% has the colour of step %i', (percent, step) => {
  const tokens = chartTokens('dark', 'card')
  expect(rampColour(tokens, percent)).toBe(tokens.ramp[step])
})
