import { fail } from '@wallet/shared/problem'
import type { templates } from '@wallet/shared/templates/contract'
import type { Deps } from '../deps.ts'
import { pictureHeaders } from '../http/headers.ts'
import type { Handlers } from '../http/mount.ts'
import { ready, ReadyCache, type Ready } from '../http/ready.ts'
import { changeTemplate, createTemplate, drawPreview, duplicateTemplate } from './save.ts'
import { findTemplate, listTemplates } from './store.ts'

const hour = 3_600_000

export const templateRoutes = (deps: Deps): Handlers<typeof templates> => {
  const { db, clock } = deps
  const specimens = new ReadyCache<Promise<Ready>>(50)
  return {
    list: ({ query }) => listTemplates(db, query),
    get: async ({ params }) => (await findTemplate(db, params.id)) ?? fail('template_not_found'),
    create: ({ body, me }) => createTemplate(deps, body, me),
    update: ({ params, body, me }) => changeTemplate(deps, params.id, body, me),
    duplicate: ({ params, me }) => duplicateTemplate(deps, params.id, me),
    preview: async ({ body }) => ({ bytes: await drawPreview(deps, body, body.sample), headers: { ...pictureHeaders, 'cache-control': 'no-store' } }),
    specimen: async ({ params }) => {
      const template = (await findTemplate(db, params.id)) ?? fail('template_not_found')
      const key = `${template.id}:${template.version}`
      const now = clock.now().getTime()
      const drawn = specimens.get(key, now) ?? drawPreview(deps, template).then(svg => ready(svg, 'image/svg+xml'))
      specimens.set(key, drawn, now + hour)
      const { binary, etag } = await drawn.catch((error: unknown) => {
        specimens.delete(key)
        throw error
      })
      return { bytes: Buffer.from(binary, 'latin1'), etag, headers: pictureHeaders }
    },
  }
}
