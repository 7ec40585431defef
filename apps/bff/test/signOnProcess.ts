import { createInterface } from 'node:readline'
import { anOidcServer } from './oidcServer.ts'
import { aWecomServer } from './wecomServer.ts'

// Runs by itself, for journeys: says how to reach both services, and takes a line that names who is known and where browsers go back to.
const [oidc, wecom] = [await anOidcServer(), await aWecomServer()]
console.log(JSON.stringify({ oidc: oidc.settings, wecom: wecom.settings }))
for await (const line of createInterface({ input: process.stdin })) {
  const { callback, accounts } = JSON.parse(line) as { callback: string; accounts: Record<string, Record<string, unknown>> }
  oidc.know(new Map(Object.entries(accounts)))
  oidc.open(callback)
  console.log('open')
}
await Promise.all([oidc.close(), wecom.close()])
