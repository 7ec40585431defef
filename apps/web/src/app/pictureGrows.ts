import { nextTick } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'

const isPossible = () => 'startViewTransition' in document && !matchMedia('(prefers-reduced-motion: reduce)').matches

/** The picture that leads to a certificate's page: in a list, the one inside the link to it. */
const pictureTo = (path: string) =>
  [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].find(link => link.getAttribute('href') === path)?.querySelector('.paper')

/** A guard by which a certificate opened from its thumbnail grows out of it, where the browser can. */
export const pictureGrows = (to: RouteLocationNormalized) => {
  const thumbnail = to.name === 'certificate' && isPossible() ? pictureTo(to.fullPath) : null
  if (!thumbnail) return
  thumbnail.classList.add('grows')
  return new Promise<void>(resolve => {
    document.startViewTransition(async () => {
      resolve()
      await nextTick()
      // The page is drawn once the router has let go.
      await new Promise(drawn => setTimeout(drawn))
    })
  })
}
