import { ownColours, type Colours, type Design } from '@wallet/shared/templates/designs'

type Hsl = readonly [hue: number, saturation: number, lightness: number]

/**
 * Artwork or style of a design in other colours. Every shade belongs to that of the colours named whose hue is nearest, and becomes the shade
 * that stands to the new colour as it stood to the old one: black stays black, and paper paper. In its own colours it stays as it is.
 */
export const tint = (text: string, { design, colours }: { readonly design: Design; readonly colours: Colours }, names: readonly (keyof Colours)[]): string => {
  const own = ownColours[design]
  if (names.every(name => own[name] === colours[name])) return text
  return text.replace(/#[0-9a-fA-F]{6}\b/g, colour => {
    const shade = hslOf(colour)
    const nearest = names.toSorted((one, other) => distance(shade, hslOf(own[one])) - distance(shade, hslOf(own[other])))[0] ?? 'primary'
    return hexOf(moved(shade, hslOf(own[nearest]), hslOf(colours[nearest])))
  })
}

const distance = ([one]: Hsl, [other]: Hsl) => Math.min(Math.abs(one - other), 360 - Math.abs(one - other))

const moved = ([hue, saturation, lightness]: Hsl, from: Hsl, to: Hsl): Hsl => [
  (hue + to[0] - from[0] + 360) % 360,
  from[1] === 0 ? saturation : Math.min(1, (saturation * to[1]) / from[1]),
  lightness <= from[2] ? (lightness * to[2]) / from[2] : 1 - ((1 - lightness) * (1 - to[2])) / (1 - from[2]),
]

const hslOf = (colour: string): Hsl => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const [lightness, span] = [(most + least) / 2, most - least]
  if (span === 0) return [0, 0, lightness]
  const sixth = most === red ? (green - blue) / span : most === green ? (blue - red) / span + 2 : (red - green) / span + 4
  return [(sixth * 60 + 360) % 360, span / (1 - Math.abs(2 * lightness - 1)), lightness]
}

const hexOf = ([hue, saturation, lightness]: Hsl): string => {
  const channel = (shift: number) => {
    const k = (shift + hue / 30) % 12
    return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  }
  return `#${[0, 8, 4]
    .map(shift =>
      Math.round(channel(shift) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
