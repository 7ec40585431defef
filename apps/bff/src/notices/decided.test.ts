import type { Certificate } from '@wallet/shared/certificates/certificate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { tellOfDecisions } from './decided.ts'

describe.each(engines)('a correction that was asked for, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('is told of when it is decided, once: of the corrected certificate, or the one that stays as it is', async () => {
    const [holder, { client: issuer }] = [await aBrowserOf(house, 'employee', { fullName: '吕静' }), await aBrowserOf(house, 'issuer')]
    const { employeeNo } = holder.person
    const issue = async (title: string) => issuer.certificates.issue({ body: await anOrder(house, { employeeNo, title }) })
    const ask = ({ certificateNo }: Certificate) =>
      holder.client.requests.correctName({ params: { certificateNo }, body: { wantedName: '吕婧', reason: '写错了' } })
    const [wrong, right] = [await issue('写错的'), await issue('没写错的')]
    const { certificateNo } = await issuer.requests.approve({ params: { id: (await ask(wrong)).id }, body: {} })
    await issuer.requests.refuse({ params: { id: (await ask(right)).id }, body: { reason: '没有写错' } })
    await holder.client.requests.withdraw({ params: { id: (await ask(right)).id } })
    for (const tell of [tellOfDecisions(house.deps), tellOfDecisions(house.deps)]) while ((await tell()) > 0);
    const { items, unread } = await holder.client.notices.list({ query: { limit: 10 } })
    expect(unread).toBe(2)
    const shown = { untilDay: null, daysLeft: null, courseId: null, examId: null, isRenewing: false, isSettled: false, readAt: null }
    expect(items).toMatchObject([
      { ...shown, kind: 'nameKept', title: '没写错的', certificateNo: right.certificateNo },
      { ...shown, kind: 'nameCorrected', title: '写错的', certificateNo },
    ])
  })
})
