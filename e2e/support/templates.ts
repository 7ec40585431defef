import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'

/** A picture as somebody would upload it: one colour, so that it is found again on a certificate. */
export const logo = (colour = '#0055ff'): Promise<Buffer> =>
  sharp({ create: { width: 368, height: 80, channels: 3, background: colour } })
    .png()
    .toBuffer()

/** On a phone one part of a template is shown at a time; on a desk all are. */
export const turnTo = async (page: Page, room: RegExp) => {
  const tabs = page.getByRole('group', { name: /^(编辑的部分|Part of the template)$/ })
  if (await tabs.isVisible()) await tabs.getByRole('button', { name: room }).click()
}
export const content = /^(内容|Content)$/
export const style = /^(样式|Style)$/
export const details = /^(信息|Details)$/
export const look = /^(预览|Preview)$/

/** Waits until the picture follows what is written. */
export const settle = async (page: Page) => {
  await page.waitForTimeout(600) // whoever types is waited for
  await expect(page.locator('.board')).toHaveAttribute('aria-busy', 'false')
}

/** Begins with one of our designs. */
export const beginWith = async (page: Page, design: RegExp) => {
  await page.goto('/templates')
  await page.getByRole('button', { name: /^(新建模板|New template)$/ }).click()
  await page.getByRole('dialog').getByRole('link', { name: design }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Goes over to HTML, and writes at the end of one of the texts. */
export const goOverToHtml = async (page: Page) => {
  await page.getByRole('button', { name: /^(HTML 与 CSS|HTML and CSS)$/ }).click()
  await page.getByRole('button', { name: /^(改用 HTML|Switch to HTML)$/ }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
export const writeAtEnd = async (page: Page, name: RegExp, text: string) => {
  await page.getByRole('textbox', { name }).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}
/** As three slips of the pen: an attribute, an address, a shadow. */
export const slipThrice = async (page: Page) => {
  await turnTo(page, content)
  await writeAtEnd(page, content, '\n<p class="no" onclick="zoom()">x</p>\n<img class="qr" src="https://q.example/qr.png" alt="">')
  await turnTo(page, style)
  await writeAtEnd(page, style, '\n.title{text-shadow:0 2px 4px #999999}')
  await settle(page)
}
