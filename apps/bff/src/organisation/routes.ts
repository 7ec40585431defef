import type { organisation } from '@wallet/shared/organisation/contract'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { checkPeople, importPeople, restOfPeople } from './importPeople.ts'
import { activatePerson, changePerson, createPerson, deactivatePerson, listPeople, showPerson } from './people.ts'
import { personExample, personExampleName } from './personFile.ts'
import { createUnit, deleteUnit, listUnits, moveUnit, renameUnit } from './units.ts'

export const organisationRoutes = (deps: Deps): Handlers<typeof organisation> => {
  const { db } = deps
  return {
    people: ({ query: { limit, cursor, ...filter } }) => listPeople(db, filter, { limit, cursor }),
    person: ({ params }) => showPerson(db, params.employeeNo),
    create: ({ me, body }) => createPerson(deps, me, body),
    change: ({ me, params, body }) => changePerson(deps, me, params.employeeNo, body),
    deactivate: ({ me, params }) => deactivatePerson(deps, me, params.employeeNo),
    activate: ({ me, params }) => activatePerson(deps, me, params.employeeNo),
    checkFile: ({ me, body }) => checkPeople(db, me, body),
    importFile: ({ me, body }) => importPeople(deps, me, body),
    restOfFile: async ({ me, body }) => ({ bytes: await restOfPeople(db, me, body, body.locale) }),
    exampleFile: ({ query: { locale } }) => ({ bytes: personExample(locale), downloadAs: personExampleName[locale] }),
    units: async () => ({ items: await listUnits(db) }),
    createUnit: ({ me, body }) => createUnit(deps, me, body),
    renameUnit: ({ me, params, body }) => renameUnit(deps, me, params.id, body.name),
    moveUnit: ({ me, params, body }) => moveUnit(deps, me, params.id, body.parentId),
    deleteUnit: async ({ me, params }) => {
      await deleteUnit(deps, me, params.id)
      return undefined
    },
  }
}
