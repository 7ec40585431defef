import type { RouteLocationNormalized } from 'vue-router'
import { closeTopLayer, onFirstLayer } from '../ui/setAside.ts'

/**
 * A guard by which the phone's back button closes what lies over the page first, and only then leaves it. Where no page of
 * ours lies behind, back would leave the product without asking the router: there the page is put behind itself.
 * It has to be made before the router's history, whose listener for the same event starts the guards.
 */
export const backClosesLayer = () => {
  let isBack = false
  addEventListener('popstate', () => {
    isBack = true
    // Forgotten once the guards have run.
    setTimeout(() => (isBack = false))
  })
  onFirstLayer(() => {
    const { state } = history
    if (state && state.back === null) history.pushState({ ...state, back: state.current, position: state.position + 1 }, '')
  })
  return (to: RouteLocationNormalized, from: RouteLocationNormalized) => !(isBack && closeTopLayer()) || to.fullPath === from.fullPath
}
