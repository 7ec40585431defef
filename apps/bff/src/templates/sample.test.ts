import type { Problem } from '@wallet/shared/problem'
import { ownForms } from '@wallet/shared/templates/designs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'

describe.each(engines)('the sample that a template is looked at with, on %s', engine => {
  let house: House
  let issuer: Browser
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  const looks = { type: 'exam', orientation: 'landscape', backgroundUrl: 'builtin:exam', form: ownForms.exam }
  const look = async (more: object): Promise<[number, string]> => {
    const answer = await issuer.send('POST', '/api/templates/preview', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...looks, ...more }),
    })
    return [answer.status, await answer.text()]
  }
  const reasonsOf = async (more: object) => {
    const [status, text] = await look(more)
    return [status, ((JSON.parse(text) as { errors?: { path: string; message: string }[] }).errors ?? []).map(({ path, message }) => [path, message])]
  }
  const saying = (heading: string) => ({ form: { ...ownForms.exam, texts: { ...ownForms.exam.texts, heading } } })

  it('lasts as long as certificates will, and its number begins as theirs', async () => {
    expect(await look({ validityMonths: 1 })).toEqual(await look({ sample: { validUntil: '2026-02-28' } }))
    expect(await look({ validityMonths: null })).toEqual(await look({ sample: { validUntil: '' } }))
    expect(await look({ numberPrefix: 'SAFE' })).toEqual(await look({ sample: { certificateNo: 'SAFE-2026-7K3M-9QXD-4R2T' } }))
    expect(await look({ numberPrefix: null })).toEqual(await look({}))
  })

  it('tells of a validity and a prefix that are not right before anything is saved', async () => {
    expect(await reasonsOf({ validityMonths: 0, numberPrefix: 'S1' })).toEqual([
      422,
      [
        ['validityMonths', expect.stringMatching(/>=1/)],
        ['numberPrefix', 'has to be two to six letters A–Z'],
      ],
    ])
  })

  it('tells by a code what is wrong, for those who say it in other words', async () => {
    const [, text] = await look({ numberPrefix: 'S1', ...saying('证{{name}}') })
    expect((JSON.parse(text) as Problem).errors?.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toMatchObject([
      { path: 'form.texts.heading', code: 'placeholder', what: '{{name}}', allowed: expect.stringContaining('{{title}}') as string },
      { path: 'numberPrefix', code: 'prefix' },
    ])
  })

  it('tells which placeholder is not known, and which there are', async () => {
    const there = /; there are \{\{holderName\}\} \{\{title\}\}/
    for (const wrong of ['{{name}}', '{{ title }}', '{{', '}}']) {
      const [status, reasons] = await reasonsOf(saying(`证${wrong}`))
      expect([status, reasons]).toEqual([422, [['form.texts.heading', expect.stringMatching(there)]]])
      expect(JSON.stringify(reasons)).toContain(`"${wrong} is no placeholder`)
    }
    expect((await look(saying('{{title}}')))[0]).toBe(200)
  })
})
