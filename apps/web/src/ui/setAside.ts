/** Makes everything but the layer above it unreachable, by finger, keyboard and screen reader, until called back. */
export const setAside = (): (() => void) => {
  const root = document.querySelector('#app')
  const last = document.activeElement
  root?.setAttribute('inert', '')
  return () => {
    root?.removeAttribute('inert')
    if (last instanceof HTMLElement) last.focus({ preventScroll: true })
  }
}
