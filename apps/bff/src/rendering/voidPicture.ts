/*
 * How far the picture of a certificate that has ended fades towards white: black becomes this grey. It is recoloured rather than
 * filtered: an SVG filter is drawn as pixels, coarse on a phone, and is lost in print. Only what is pixels anyway is filtered.
 */
const darkest = 0.4

/** The picture in faded grey, for a certificate that was revoked or has ended. */
export const voidPicture = (svg: string): string =>
  fadedImages(svg)
    .replace(/\b(fill|stroke|stop-color)="(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6})"/g, (_, attribute: string, colour: string) => `${attribute}="${greyOf(colour)}"`)
    .replace('<svg ', `<svg data-variant="void" fill="${greyOf('#000')}" `) // what has no fill of its own is black

/** Grey of how bright a colour is, as shares of its channels. */
const brightness = [0.2126, 0.7152, 0.0722] as const
const row = `${brightness.map(share => (share * (1 - darkest)).toFixed(4)).join(' ')} 0 ${darkest}`
/** Pixels fade by the same rule; each picture has the filter beside it, so that they stay together wherever they are put. */
const fadedImages = (svg: string): string => {
  let count = 0
  return svg.replace(/<image /g, () => {
    count += 1
    const filter = `<filter id="void${count}" color-interpolation-filters="sRGB"><feColorMatrix values="${row} ${row} ${row} 0 0 0 1 0"/></filter>`
    return `${filter}<image filter="url(#void${count})" `
  })
}

const greyOf = (colour: string) => {
  const luma = channelsOf(colour).reduce((sum, channel, index) => sum + (brightness[index] ?? 0) * channel, 0) / 255
  const level = Math.round(255 * (darkest + (1 - darkest) * luma)).toString(16)
  return `#${level.repeat(3)}`
}

const channelsOf = (colour: string) =>
  colour.length === 4
    ? [...colour.slice(1)].map(digit => Number.parseInt(digit + digit, 16))
    : [1, 3, 5].map(start => Number.parseInt(colour.slice(start, start + 2), 16))
