import { batches } from '@wallet/shared/issuing/batchContract'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { receiveForm } from '../http/form.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { batchProgress } from './batchProgress.ts'
import { listRows } from './batchRowStore.ts'
import { findBatch, listBatches } from './batchStore.ts'
import { errorFile, errorFileName, exampleList, exampleName } from './errorFile.ts'
import { cancelBatch, confirmBatch, pauseBatch, resumeBatch } from './lifeOfBatch.ts'
import { previewer, settleBatch } from './preview.ts'
import { shownBatch } from './shownBatch.ts'

const firstRows = 100

export const batchRoutes = (deps: Deps): Handlers<typeof batches> => {
  const { db } = deps
  const preview = previewer(deps)
  const found = async ({ id }: { id: number }) => (await findBatch(db, id)) ?? fail('batch_not_found')
  return {
    upload: async ({ request, me }) => {
      const { file, fields } = await receiveForm(request, batches.upload)
      const { batch, isNew } = await preview({ file, ...fields, userId: me.userId })
      const { items: rows } = await listRows(db, batch, { show: 'all', limit: firstRows })
      return new Answer(isNew ? 201 : 200, { ...shownBatch(batch), rows })
    },
    list: ({ query }) => listBatches(db, query, shownBatch),
    get: async ({ params }) => shownBatch(await found(params)),
    rows: async ({ params, query }) => listRows(db, await found(params), query),
    settle: async ({ params, body }) => shownBatch(await settleBatch(deps, params.id, body)),
    confirm: async ({ params, body, me }) => shownBatch(await confirmBatch(deps, params.id, { ...body, userId: me.userId })),
    pause: async ({ params, me }) => shownBatch(await pauseBatch(deps, params.id, me.userId)),
    resume: async ({ params, me }) => shownBatch(await resumeBatch(deps, params.id, me.userId)),
    cancel: async ({ params, me }) => shownBatch(await cancelBatch(deps, params.id, me.userId)),
    events: async ({ params }) => ({ happenings: batchProgress(db, (await found(params)).id) }),
    errors: async ({ params, query }) => ({
      bytes: await errorFile(db, await found(params), query.locale),
      downloadAs: errorFileName(params.id, query.locale),
    }),
    example: ({ query }) => ({ bytes: exampleList(query.locale), downloadAs: exampleName[query.locale] }),
  }
}
