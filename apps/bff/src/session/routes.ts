import type { session } from '@wallet/shared/session/contract'
import type { Me } from '@wallet/shared/session/session'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import type { Guard, SignedIn } from '../http/guard.ts'
import type { Handlers } from '../http/mount.ts'
import { findByEmployeeNo, saveSettings, type PersonRow } from '../people/store.ts'
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './cookie.ts'
import { leave } from './leave.ts'
import { signIn } from './signIn.ts'
import { endAllSessions, findSession, listDevices } from './store.ts'

const meOf = ({ employeeNo, fullName, role, unit, locale, isOffBoards }: SignedIn | PersonRow): Me => ({
  employeeNo,
  fullName,
  role,
  locale,
  isOffBoards,
  unit: { id: unit.id, name: unit.name },
})

/** Who a request comes from, by its cookie. */
export const sessionGuard = ({ db, clock, config }: Deps): Guard => ({
  publicOrigin: config.publicOrigin,
  whoIs: async request => {
    const token = sessionTokenOf(request, config.publicOrigin)
    return token === null ? null : findSession(db, token, clock.now())
  },
})

/** The people on the sign-in page of the demo company. */
const demoNos = ['KPL0004', 'KPL0005', 'KPL0003', 'KPL0002']

export const sessionRoutes = (deps: Deps): Handlers<typeof session> => {
  const { db, clock, config } = deps
  return {
    signIn: async ({ body, request, response }) => {
      const { person, token } = await signIn(deps, { ...body, address: request.ip ?? '', userAgent: request.get('user-agent') ?? '' })
      // The session that the browser came with ends here: nobody's token survives a sign-in.
      await leave(deps, sessionTokenOf(request, config.publicOrigin))
      setSessionCookie(response, config.publicOrigin, token)
      return meOf(person)
    },
    signOut: async ({ request, response }) => {
      await leave(deps, sessionTokenOf(request, config.publicOrigin))
      clearSessionCookie(response, config.publicOrigin)
      return undefined
    },
    me: ({ me }) => meOf(me),
    updateMe: async ({ me, body }) => {
      await saveSettings(db, me.userId, body, clock.now())
      return meOf({ ...me, locale: body.locale ?? me.locale, isOffBoards: body.isOffBoards ?? me.isOffBoards })
    },
    devices: async ({ me }) => ({ items: await listDevices(db, me, clock.now()) }),
    signOutEverywhere: async ({ me, response }) => {
      await endAllSessions(db, me.userId)
      await appendAudit(db, { event: 'session.ended', subject: `person:${me.userId}`, actorId: me.userId, data: { everywhere: 1 }, at: clock.now() })
      clearSessionCookie(response, config.publicOrigin)
      return undefined
    },
    demoPeople: async () => {
      const people = config.isDemo && config.signOn.password ? await Promise.all(demoNos.map(employeeNo => findByEmployeeNo(db, employeeNo))) : []
      return {
        items: people.flatMap(person =>
          person ? [{ employeeNo: person.employeeNo, fullName: person.fullName, role: person.role, unitName: person.unit.name }] : [],
        ),
      }
    },
  }
}
