/** A picture in two layers: what lies at the bottom and many certificates share, and what is drawn over it. */
export interface Layers {
  /** The artwork on its paper, or null where it cannot be told from the rest. */
  readonly ground: string | null
  readonly rest: string
}

const paper = String.raw`<rect [^>]*\/>|<clipPath [^>]*><path [^>]*\/><\/clipPath>|<g clip-path="[^"]*">(?:<\/g>)?`
const bottom = new RegExp(String.raw`^(<svg [^>]*>(?:${paper})*)<svg data-picture="background"[^>]*>.*?<\/svg>`, 's')

/** Takes a picture apart where nothing but plain paper lies under its background: one drawn over the other is the picture again. */
export const layersOf = (svg: string): Layers => {
  const [ground, before = ''] = bottom.exec(svg) ?? []
  if (ground === undefined) return { ground: null, rest: svg }
  const open = before.replace(/<g [^>]*><\/g>/g, '').split('<g ').length - 1
  return { ground: `${ground}${'</g>'.repeat(open)}</svg>`, rest: before.replace(/<rect [^>]*\/>/g, '') + svg.slice(ground.length) }
}
