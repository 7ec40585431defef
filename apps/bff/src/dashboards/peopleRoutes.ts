import type { dashboards } from '@wallet/shared/dashboards/contract'
import type { PeopleFilter } from '@wallet/shared/dashboards/people'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import type { Handlers } from '../http/mount.ts'
import { fileFor, readFor } from './inLine.ts'
import { fileNameOf, fileOf } from './people/file.ts'
import { readingOf } from './people/measures.ts'
import { countRows, readPage } from './people/page.ts'
import type { Asked, Reading } from './people/reading.ts'
import { remind } from './people/remind.ts'
import { scopeFor } from './scope.ts'
import { leavesTrace } from '../http/trace.ts'
import { whenNow } from './when.ts'

const askedBy = async (deps: Deps, me: SignedIn, unitId: number, filter: PeopleFilter): Promise<Asked> => ({
  ...{ deps, filter, when: whenNow(deps) },
  scope: await scopeFor(deps.db, me, unitId),
})

const unknown = { total: null, people: null, open: null }

/** What goes with a first page: counting looks at all rows, and whoever reads on knows it. */
const countsOf = async (asked: Asked, reading: Reading) => {
  const { renewal } = asked.filter
  const counts = await countRows(asked, reading, renewal ? undefined : reading.isOpen)
  if (!renewal) return counts
  const open: Asked = { ...asked, filter: { ...asked.filter, renewal: 'open' } }
  return { ...counts, open: renewal === 'open' ? counts.total : (await countRows(open, readingOf(open))).total }
}

const auditOf = ({ scope, filter: { measure, templateId, examId, courseId, withinDays } }: Asked, rows: number) => ({
  subject: `unit:${scope.unitId}`,
  data: { measure, rows, templateId: templateId ?? null, examId: examId ?? null, courseId: courseId ?? null, withinDays: withinDays ?? null },
})

export const peopleRoutes = (deps: Deps): Pick<Handlers<typeof dashboards>, 'people' | 'peopleFile' | 'remind'> => ({
  people: ({ me, params, query: { limit, cursor, ...filter } }) =>
    readFor(me.userId, async () => {
      const asked = await askedBy(deps, me, params.unitId, filter)
      const reading = readingOf(asked)
      const page = await readPage(asked, reading, limit, cursor)
      const counts = cursor === undefined ? await countsOf(asked, reading) : unknown
      return { unit: { id: asked.scope.unitId, name: asked.scope.name }, ...page, ...counts }
    }),
  peopleFile: ({ me, params, query, request }) =>
    fileFor(me.userId, async () => {
      const asked = await askedBy(deps, me, params.unitId, query)
      const reading = readingOf(asked)
      if (leavesTrace(request)) {
        const { total } = await countRows(asked, reading)
        await appendAudit(deps.db, { event: 'people.exported', actorId: me.userId, at: deps.clock.now(), ...auditOf(asked, total) })
      }
      return { stream: fileOf(asked, reading, me.locale), size: null, downloadAs: fileNameOf(asked, me.locale) }
    }),
  remind: async ({ me, params, body }) => remind(deps, me, await scopeFor(deps.db, me, params.unitId), body),
})
