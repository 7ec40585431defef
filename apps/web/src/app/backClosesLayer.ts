import type { Router } from 'vue-router'
import { closeTopLayer } from '../ui/setAside.ts'

/** The phone's back button closes what lies over the page first, and only then leaves it. */
export const backClosesLayer = (router: Router) => {
  let isBack = false
  // Before the router hears of it, and forgotten once its guards have run.
  addEventListener('popstate', () => {
    isBack = true
    setTimeout(() => (isBack = false))
  }, { capture: true })
  router.beforeEach(() => !(isBack && closeTopLayer()))
}
