/** The product's version, from its package. */
declare const __VERSION__: string

declare module 'virtual:routes' {
  import type { Routes } from '@wallet/shared/contract/client'

  export const routes: Routes
}
declare module 'virtual:routes/others' {
  import type { Routes } from '@wallet/shared/contract/client'

  export const routes: Routes
}
