// Writes docs/openapi.json from the contract; a test fails when it is stale.
import { writeFileSync } from 'node:fs'
import { api } from '../packages/shared/src/api.ts'
import { openapi } from '../packages/shared/src/contract/openapi.ts'
import { documentInfo } from '../apps/bff/src/operations/routes.ts'

writeFileSync(new URL('../docs/openapi.json', import.meta.url), `${JSON.stringify(openapi(api, documentInfo), null, 2)}\n`)
