import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { RenderedVerifyPage, VerifyPage } from '@wallet/shared/verification/page'
import { headOf } from './head.ts'
import Page from './VerifyPage.vue'

/** Draws the page for its first response. */
export const render = async (page: VerifyPage): Promise<RenderedVerifyPage> => ({
  head: headOf(page),
  body: await renderToString(createSSRApp(Page, { page })),
})
