import { createInterface } from 'node:readline'
import { anOidcServer } from './oidcServer.ts'

// Runs by itself, for journeys: says its issuer, and takes a line that names who is known there and where browsers go back to.
const server = await anOidcServer()
console.log(JSON.stringify(server.settings))
for await (const line of createInterface({ input: process.stdin })) {
  const { callback, accounts } = JSON.parse(line) as { callback: string; accounts: Record<string, Record<string, unknown>> }
  server.know(new Map(Object.entries(accounts)))
  server.open(callback)
  console.log('open')
}
await server.close()
