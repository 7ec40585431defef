import type { AssetPicture } from './drawing.ts'

/** A picture that a template shows: its name, which becomes the prefix of its ids, and its own SVG. */
export interface PictureSource {
  readonly name: string
  readonly svg: string
}

/** A picture that was uploaded, as an SVG of its size. */
export const pictureSvg = ({ bytes, width, height }: AssetPicture): string => {
  const data = Buffer.from(bytes).toString('base64')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/webp;base64,${data}"/></svg>`
}

const nested = /<image ([^>]*?)href="data:image\/svg\+xml;base64,([^"]+)"([^>]*?)\/>/g

/** A picture's size and name without its content: all that layout needs, and some hundred times faster to lay out. */
export const standIn = ({ name, svg }: PictureSource): string => {
  const [width, height] = sizeOf(headOf(svg))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><desc>${name}</desc></svg>`
}

/**
 * Puts every picture, laid out by its stand-in, in place as a nested `<svg>`: nothing is left that a phone would decode late, and the vectors
 * stay vectors. `data-picture` says which it was, so that artwork can be kept once for all certificates.
 */
export const flatten = (svg: string, pictures: readonly PictureSource[]): string => {
  const byStandIn = new Map(pictures.map(picture => [Buffer.from(standIn(picture)).toString('base64'), picture]))
  const seen = new Map<string, number>()
  return svg.replace(nested, (_, before: string, base64: string, after: string) => {
    const picture = byStandIn.get(base64)
    if (!picture) throw new Error('the drawing holds a picture that was not given to it')
    const times = (seen.get(picture.name) ?? 0) + 1
    seen.set(picture.name, times)
    return inPlace(picture, { prefix: `${picture.name}${times > 1 ? times : ''}-`, placing: `${before.trim()} ${after.trim()}` })
  })
}

const inPlace = ({ name, svg }: PictureSource, { prefix, placing }: { prefix: string; placing: string }) => {
  const head = headOf(svg)
  const viewBox = attributeIn(head, 'viewBox') ?? `0 0 ${sizeOf(head).join(' ')}`
  const kept = ['shape-rendering', 'fill', 'stroke', 'stroke-width']
    .map(attribute => [attribute, attributeIn(head, attribute)])
    .filter(([, value]) => value !== undefined)
  const body = svg
    .slice(head.length)
    .replace(/<\/svg>\s*$/, '')
    .replace(/\bid="([^"]+)"/g, `id="${prefix}$1"`)
    .replace(/href="#([^"]+)"/g, `href="#${prefix}$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${prefix}$1)`)
  const placed = isUploaded(svg) ? placing.replace('preserveAspectRatio="none"', keepingShape(name)) : placing
  return `<svg data-picture="${name}" ${placed} viewBox="${viewBox}"${kept.map(([attribute, value]) => ` ${attribute}="${value}"`).join('')}>${body}</svg>`
}

const isUploaded = (svg: string) => svg.includes('><image ')
/** A photograph is never squeezed: behind everything it fills the sheet and what is too much of it is cut, elsewhere all of it is shown. */
const keepingShape = (name: string) => `preserveAspectRatio="xMidYMid ${name === 'background' ? 'slice' : 'meet'}"`

const headOf = (svg: string) => /^\s*<svg[^>]*>/.exec(svg)?.[0] ?? ''
const attributeIn = (head: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1]
/** Width and height as written, else those of the viewBox. */
const sizeOf = (head: string): [number, number] => {
  const [, , boxWidth = '100', boxHeight = '100'] = (attributeIn(head, 'viewBox') ?? '').trim().split(/[\s,]+/)
  return [Number.parseFloat(attributeIn(head, 'width') ?? boxWidth), Number.parseFloat(attributeIn(head, 'height') ?? boxHeight)]
}
