import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { api } from '@wallet/shared/api'
import { createClient, ProblemError, type Send } from '@wallet/shared/contract/client'
import { people } from '../support/demo.ts'
import { startProduct, type Product } from '../support/product.ts'

const cuts = 3
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wallet-drill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** An issuer who is signed in, with the client that the web uses. */
const signedIn = async ({ origin }: Product) => {
  let cookie = ''
  const send: Send = async ({ method, url, headers, body }) => {
    const answer = await fetch(origin + url, { method, headers: { ...headers, origin, cookie }, ...(body !== undefined && { body }) })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const text = await answer.text()
    return { status: answer.status, json: text ? JSON.parse(text) : undefined }
  }
  const client = createClient<typeof api>(api, send)
  await client.session.signIn({ body: { account: people.issuer, password: 'kpl-demo' } })
  return client
}
type Client = Awaited<ReturnType<typeof signedIn>>

const orderOf = (templateId: number, n: number) => ({ templateId, employeeNo: people.employee, title: `断电演练 ${n}`, score: 90 })

/** Issues one after another until the power goes; answers what was acknowledged: title number → certificate number. */
const issueUntilDark = async (client: Client, templateId: number, from: number) => {
  const acknowledged = new Map<number, string>()
  try {
    for (let n = from; ; n++) acknowledged.set(n, (await client.certificates.issue({ body: orderOf(templateId, n) })).certificateNo)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    return acknowledged
  }
}

it('a power cut in the middle of issuing loses nothing that was acknowledged, and doubles nothing', { timeout: 180_000 }, async () => {
  const all = new Map<number, string>()
  for (let cut = 0; cut < cuts; cut++) {
    const product = await startProduct(folder)
    const client = await signedIn(product)
    const { items } = await client.templates.list({ query: { isActive: 'true' } })
    const issuing = issueUntilDark(client, items[0]?.id ?? 0, cut * 1000)
    await wait(700 + 350 * cut)
    await product.kill()
    for (const [n, certificateNo] of await issuing) all.set(n, certificateNo)
  }
  expect(all.size).toBeGreaterThan(cuts)

  const product = await startProduct(folder)
  try {
    const client = await signedIn(product)
    const { items } = await client.templates.list({ query: { isActive: 'true' } })
    for (const [n, certificateNo] of all) {
      expect((await client.verification.verify({ params: { certificateNo } })).outcome).toBe('valid')
      expect((await client.certificates.issue({ body: orderOf(items[0]?.id ?? 0, n) })).certificateNo).toBe(certificateNo)
    }
  } finally {
    await product.stop()
  }
})
