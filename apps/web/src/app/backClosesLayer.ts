import { closeTopLayer } from '../ui/setAside.ts'

/**
 * A guard by which the phone's back button closes what lies over the page first, and only then leaves it.
 * It has to be made before the router's history, whose listener for the same event starts the guards.
 */
export const backClosesLayer = () => {
  let isBack = false
  addEventListener('popstate', () => {
    isBack = true
    // Forgotten once the guards have run.
    setTimeout(() => (isBack = false))
  })
  return () => !(isBack && closeTopLayer())
}
