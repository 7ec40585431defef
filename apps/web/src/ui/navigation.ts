import type { InjectionKey } from 'vue'

/** What a page needs to know of how it was reached; the application provides it. */
export interface Navigation {
  /** False for the page that was opened first: its beginning is read anyway. */
  readonly hasMoved: () => boolean
  /** Whether going back stays inside the application. */
  readonly canGoBack: () => boolean
  readonly back: () => void
}
export const navigationKey: InjectionKey<Navigation> = Symbol('navigation')
