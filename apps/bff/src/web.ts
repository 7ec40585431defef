import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Router } from 'express'
import { staticFiles } from './http/files.ts'
import type { VerifyPageBuild } from './verification/page.ts'

/** The built web app: files for the phone, and the verify page as a function. */
export interface WebBuild {
  readonly folder: string
  readonly index: string
  readonly verifyPage: VerifyPageBuild
}

const webFolder = fileURLToPath(new URL('../../web/', import.meta.url))

/** Loads the build, or answers null where there is none yet. */
export const loadWebBuild = async (): Promise<WebBuild | null> => {
  const folder = path.join(webFolder, 'dist')
  const rendererFile = path.join(webFolder, 'dist-server/verify.js')
  if (!existsSync(path.join(folder, 'index.html')) || !existsSync(rendererFile)) return null
  const { render } = (await import(pathToFileURL(rendererFile).href)) as Pick<VerifyPageBuild, 'render'>
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
  return { folder, index: read('index.html'), verifyPage: { frame: read('verify.html'), render } }
}

/** Pages that the app itself draws. */
const pages = [
  /^\/(index\.html)?$/,
  /^\/(login|me|audit|password|units|webhooks|people|notices|scan|issue|issue\/requests|issued)$/,
  /^\/issue\/batch(\/\d+)?$/,
  /^\/templates(\/(new|\d+(\/versions)?))?$/,
  /^\/certificates\/[\w-]+(\/(shares|poster|reissue))?$/,
  /^\/webhooks\/\d+$/,
  /^\/people\/(new|import|[\w-]+(\/edit)?)$/,
  /^\/courses(\/\d+(\/done)?)?$/,
  /^\/lessons\/\d+$/,
  /^\/(exams|practice)(\/\d+)?$/,
  /^\/attempts\/\d+$/,
  /^\/growth(\/(badges|leaderboard))?$/,
  /^\/screen(\/\d+)?$/,
  /^\/dashboard(\/(requirements|\d+))?$/,
  /^\/content$/,
  /^\/content\/(courses|exams|questions|badges|paths)(\/(new|\d+))?$/,
  /^\/content\/questions\/import$/,
]

/** Whether the app has a page at this path. */
export const isPage = (address: string): boolean => pages.some(page => page.test(address))

/** Static files, then the app's frame for everything a person may open; unknown addresses get it with 404. */
export const mountWeb = (router: Router, { folder, index }: WebBuild): void => {
  router.use(staticFiles(folder))
  router.get('/{*path}', (request, response, next) => {
    // The service worker keeps the frame under its file name.
    if (!request.accepts('html') || (/\.\w+$/.test(request.path) && request.path !== '/index.html')) return next()
    response.status(isPage(request.path) ? 200 : 404)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'no-cache')
    response.end(index)
  })
}
