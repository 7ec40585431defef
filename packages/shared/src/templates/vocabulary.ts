/** Elements that a template may contain: boxes, words and pictures. */
export const htmlElements = ['section', 'div', 'span', 'p', 'h1', 'h2', 'h3', 'b', 'i', 'em', 'strong', 'br', 'img', 'svg'] as const
/** What may stand inside `<svg>`. */
export const shapeElements = ['g', 'path', 'circle', 'rect', 'line', 'ellipse', 'polygon'] as const

const sides = ['top', 'right', 'bottom', 'left'] as const
const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const
const ofSides = (before: string, after = '') => sides.map(side => `${before}-${side}${after}`)

/** Properties that a style may set. */
export const styleProperties: readonly string[] = [
  ...['position', 'inset', ...sides, 'display', 'overflow', 'white-space', 'width', 'height', 'min-width', 'min-height', 'max-width', 'max-height'],
  ...['margin', ...ofSides('margin'), 'padding', ...ofSides('padding'), 'gap', 'row-gap', 'column-gap'],
  ...['flex', 'flex-direction', 'flex-wrap', 'flex-grow', 'flex-shrink', 'flex-basis'],
  ...['align-items', 'align-content', 'align-self', 'justify-content', 'justify-items', 'justify-self'],
  ...['grid-template-columns', 'grid-template-rows', 'grid-column', 'grid-row'],
  ...['font-family', 'font-size', 'font-weight', 'line-height', 'letter-spacing', 'text-align', 'text-indent', 'color', 'opacity'],
  ...['background', 'background-color', 'background-image', 'transform', 'transform-origin'],
  ...['border', ...ofSides('border'), 'border-width', ...ofSides('border', '-width'), 'border-style', ...ofSides('border', '-style')],
  ...['border-color', ...ofSides('border', '-color'), 'border-radius', ...corners.map(corner => `border-${corner}-radius`)],
]
/** Families that a certificate's text may be set in. */
export const fontFamilies = ['Cert Sans', 'Cert Serif', 'Cert Serif Ext', 'Cert Serif JP', 'Cert Italic'] as const
/** How many characters markup and style may have. */
export const sourceLimits = { html: 64_000, style: 32_000 } as const
