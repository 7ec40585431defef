/** The product's version, from its package. */
declare const __VERSION__: string

declare module 'virtual:routes' {
  import type { Routes } from '@wallet/shared/contract/client'
  import type { Api } from '@wallet/shared/api'

  export const routes: { readonly [Noun in keyof Api]: { readonly [Name in keyof Api[Noun]]: Routes[string][string] } }
}
