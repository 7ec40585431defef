import { fail } from '@wallet/shared/problem'
import type { templates } from '@wallet/shared/templates/contract'
import type { Template } from '@wallet/shared/templates/template'
import type { Deps } from '../deps.ts'
import { pictureHeaders } from '../http/headers.ts'
import { AddressLimit } from '../http/limits.ts'
import type { FileAnswer, Handlers } from '../http/mount.ts'
import { ready, ReadyCache, type Ready } from '../http/ready.ts'
import { assetAnswer, assetKeeper, deleteAsset } from './assets.ts'
import { listAssets } from './assetStore.ts'
import { compose, composed, picturesOf } from './compose.ts'
import { newestOnly } from './newestOnly.ts'
import { drawPreview } from './preview.ts'
import { changeTemplate, createTemplate, duplicateTemplate, orderTemplates, putToUse, restoreVersion } from './save.ts'
import { findTemplate, listTemplates } from './store.ts'
import { listVersions, showVersion } from './versionStore.ts'

const hour = 3_600_000
/** Four looks a second are more than anybody types. */
const looksPerMinute = 240

/** Draws versions with sample data, each once. */
const specimenDrawer = (deps: Deps) => {
  const specimens = new ReadyCache<Promise<Ready>>(50)
  return async (id: number, version: number, design: Parameters<typeof drawPreview>[1]): Promise<FileAnswer> => {
    const key = `${id}:${version}`
    const now = deps.clock.now().getTime()
    const drawn = specimens.get(key, now) ?? drawPreview(deps, design).then(svg => ready(svg, 'image/svg+xml'))
    specimens.set(key, drawn, now + hour)
    const { binary, etag } = await drawn.catch((error: unknown) => {
      specimens.delete(key)
      throw error
    })
    return { bytes: Buffer.from(binary, 'latin1'), etag, headers: pictureHeaders }
  }
}

export const templateRoutes = (deps: Deps): Handlers<typeof templates> => {
  const { db, clock } = deps
  const drawSpecimen = specimenDrawer(deps)
  const keepAsset = assetKeeper(deps)
  const looks = new AddressLimit(looksPerMinute)
  const inTurn = newestOnly()
  const find = async (id: number): Promise<Template> => (await findTemplate(db, id)) ?? fail('template_not_found')
  const findVersion = async (id: number, version: number) => (await showVersion(db, id, version)) ?? fail('template_not_found')
  const countLook = (who: string) => {
    const now = clock.now().getTime()
    const retryAfter = looks.waitOf(who, now)
    if (retryAfter > 0) fail('too_many_requests', { retryAfter })
    looks.count(who, now)
  }
  return {
    list: ({ query }) => listTemplates(db, query),
    get: ({ params }) => find(params.id),
    create: ({ body, me }) => createTemplate(deps, body, me),
    update: ({ params, body, me }) => changeTemplate(deps, params.id, body, me),
    duplicate: ({ params, me }) => duplicateTemplate(deps, params.id, me),
    use: ({ params, body, me }) => putToUse(deps, params.id, body.isActive, me),
    compose: ({ body: { form, ...pictures } }) => ({ ...compose(form), ...picturesOf(form, pictures) }),
    versions: async ({ params, query }) => listVersions(db, (await find(params.id)).id, query),
    version: ({ params }) => findVersion(params.id, params.version),
    restore: ({ params, body, me }) => restoreVersion(deps, params.id, params.version, body.version, me),
    versionSpecimen: async ({ params }) => drawSpecimen(params.id, params.version, await findVersion(params.id, params.version)),
    order: ({ body, me }) => orderTemplates(deps, body.ids, me),
    preview: async ({ body, me }) => {
      countLook(String(me.userId))
      const svg = await inTurn(me.userId, () => drawPreview(deps, composed(body), body.sample, body.sampleName))
      return { bytes: svg, headers: { ...pictureHeaders, 'cache-control': 'no-store' } }
    },
    specimen: async ({ params }) => {
      const template = await find(params.id)
      return drawSpecimen(template.id, template.version, template)
    },
    assets: ({ query }) => listAssets(db, query),
    upload: ({ request, query, me }) => keepAsset(me, request, query.name),
    asset: ({ params }) => assetAnswer(deps, params.id),
    deleteAsset: async ({ params, me }) => {
      await deleteAsset(deps, params.id, me)
      return undefined
    },
  }
}
