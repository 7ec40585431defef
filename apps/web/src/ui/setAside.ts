/** Layers over the page, the uppermost last. */
const layers: (() => void)[] = []
let firstOpened = () => {}

/** Calls back whenever a layer opens over the bare page. */
export const onFirstLayer = (opened: () => void): void => {
  firstOpened = opened
}

/** Makes everything but the layer above it unreachable, by finger, keyboard and screen reader, until called back. */
export const setAside = (close: () => void): (() => void) => {
  const root = document.querySelector('#app')
  const last = document.activeElement
  if (layers.length === 0) firstOpened()
  layers.push(close)
  root?.setAttribute('inert', '')
  return () => {
    layers.splice(layers.indexOf(close), 1)
    if (layers.length === 0) root?.removeAttribute('inert')
    if (last instanceof HTMLElement) last.focus({ preventScroll: true })
  }
}

/** Whether anything lies over the page. */
export const hasLayer = (): boolean => layers.length > 0

/** Closes the uppermost layer; false where there is none. */
export const closeTopLayer = (): boolean => {
  layers.at(-1)?.()
  return layers.length > 0
}
