import { ref } from 'vue'

/** WeChat's own browser saves no files and shares no pictures; there a person long-presses, or goes to a browser. */
export const isInWeChat = (userAgent = navigator.userAgent): boolean => /\bMicroMessenger\//i.test(userAgent)

/** Whether somebody is being shown the way from WeChat into a browser. */
export const isShownWayOut = ref(false)

/** Whether what was asked for takes a browser; in WeChat the way there is shown instead. */
export const needsBrowser = (): boolean => (isShownWayOut.value = isInWeChat())

/** For every click on a page: a link to a file is followed only where that does something. */
export const followFile = (event: Event): void => {
  const link = event.target instanceof Element && event.target.closest('a[download], a[type="application/pdf"]')
  if (link && needsBrowser()) event.preventDefault()
}
