import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batchReasonText, batchTroubleNames } from '@wallet/shared/issuing/batchFile'
import { formOf, manyPeople, runBatches, upload } from '../../test/batches.ts'
import { aBrowserOf, anEmployee, templateOf } from '../../test/builders.ts'
import { gbk } from '../../test/gbk.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { readTable } from '../files/table.ts'
import { readRow } from './batchRow.ts'

const rules = { now: new Date('2026-11-23T06:05:00Z'), zone: 'Asia/Shanghai', title: '模板', needsScore: false }
const blank = { employeeNo: 'A1', fullName: '', score: '', completionRate: '', title: '', validUntil: '', description: '' }

describe('a row of a list', () => {
  it.each([
    ['96.5', 96.5],
    ['９６．５', 96.5],
    ['96,5', 96.5],
    ['88 分', 88],
    ['88.500', 88.5],
    ['0', 0],
    ['', undefined],
  ])('a score of “%s” is %s', (score, value) => {
    expect(readRow({ ...blank, score }, rules)).toMatchObject({ item: { score: value }, reasons: [] })
  })

  it.each([
    ['八十八', 'notNumber'],
    ['107', 'notInRange'],
    ['-1', 'notInRange'],
    ['88.555', 'decimals'],
  ])('a score of “%s” is refused: %s', (score, trouble) => {
    expect(readRow({ ...blank, score }, rules).reasons).toEqual([{ column: 'score', trouble, value: score }])
  })

  it.each([
    ['2029-11-23', '2029-11-23'],
    ['2029/1/3', '2029-01-03'],
    ['2029.1.3', '2029-01-03'],
    ['２０２９年１月３日', '2029-01-03'],
    ['20290103', '2029-01-03'],
    ['2029/1/3 0:00', '2029-01-03'],
    ['2026-11-23', '2026-11-23'],
    ['长期', null],
    ['never', null],
    ['', undefined],
  ])('“%s” ends on %s', (validUntil, end) => {
    expect(readRow({ ...blank, validUntil }, rules)).toMatchObject({ item: { validUntil: end }, reasons: [] })
  })

  it.each([
    ['2027-02-30', 'noDate'],
    ['23/11/2029', 'noDate'],
    ['2026-11-22', 'past'],
    ['9999-12-31', 'tooLate'],
  ])('“%s” is refused as an end: %s', (validUntil, trouble) => {
    expect(readRow({ ...blank, validUntil }, rules).reasons).toEqual([{ column: 'validUntil', trouble, value: validUntil }])
  })

  it('says everything that is wrong with it at once', () => {
    const row = { ...blank, employeeNo: '', score: 'x', completionRate: '101', title: '长'.repeat(201), validUntil: 'x', description: '\u202e' }
    expect(readRow(row, rules).reasons.map(({ column }) => column)).toEqual(['employeeNo', 'score', 'completionRate', 'title', 'validUntil', 'description'])
  })

  it('has words for every reason in both languages', () => {
    for (const trouble of batchTroubleNames)
      for (const language of ['zh-CN', 'en'] as const) expect(batchReasonText({ column: 'score', trouble, value: '$&' }, language)).not.toMatch(/\{|undefined/)
  })
})

describe('a table as a spreadsheet saves it', () => {
  const text = '工号,姓名\nA1,张三\n'
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['gb18030', gbk(text)],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
  ])('is read by what is in it: %s', (encoding, bytes) => {
    const table = readTable(Buffer.from(bytes), { isKnown: name => name === '工号', most: 10 })
    expect(table).toMatchObject({ encoding, header: ['工号', '姓名'], rows: [{ row: 2, cells: ['A1', '张三'] }] })
  })
})

describe.each(engines)('a list from a Chinese spreadsheet, on %s', engine => {
  let house: House
  let issuer: Browser
  let templateId: number
  const numbers = Array.from({ length: 60 }, (_, n) => `S${String(n + 1).padStart(5, '0')}`)
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
    templateId = await templateOf(house)
    await manyPeople(house, 60)
    await anEmployee(house, { employeeNo: 'GONE1', fullName: '已离职', isActive: false })
    await anEmployee(house, { employeeNo: 'HELD1', fullName: '已持有' })
    await anEmployee(house, { employeeNo: 'REAL1', fullName: '欧阳若兰' })
    await issuer.client.certificates.issue({ body: { templateId, employeeNo: 'HELD1', score: 90 } })
  })
  afterAll(() => house.close())

  /** Thirty bad rows of ten kinds, three of each, with what is said of them and how they would be right. */
  const bad = (at: number): readonly (readonly [cells: string, trouble: string, right: string])[] => {
    const no = (n: number) => numbers[at + n] ?? ''
    return [
      [`NOBODY${at},,90,,`, 'unknownPerson', `${no(0)},,90,,`],
      ['GONE1,已离职,90,,', 'inactive', `${no(1)},,90,,`],
      [',张三,90,,', 'missing', `${no(2)},,90,,`],
      [`${no(3)},,,,`, 'missing', `${no(3)},,90,,`],
      [`${no(4)},,八十八,,`, 'notNumber', `${no(4)},,８８,,`],
      [`${no(5)},,107,,`, 'notInRange', `${no(5)},,100,,`],
      [`${no(6)},,88.555,,`, 'decimals', `${no(6)},,88.55,,`],
      [`${no(7)},,90,2027-02-30,`, 'noDate', `${no(7)},,90,2027-02-28,`],
      [`${no(8)},,90,2020-01-01,`, 'past', `${no(8)},,90,2030-01-01,`],
      [`${no(9)},,90,,${'长'.repeat(501)}`, 'tooLong', `${no(9)},,90,,短`],
    ]
  }
  const cells = [...bad(0), ...bad(10), ...bad(20)]
  const good = () => [
    `${numbers[30]},张30,９８．５,２０３０年１月１日,"两行的
说明"`,
    `　${numbers[31]?.toLowerCase()}  ,张31　,"96,5",长期,  尾部空格  `,
    `${numbers[32]},李四,90,,`,
    `HELD1,已持有,90,,`,
    `${numbers[31]},,90,,`,
  ]
  const list = (rows: readonly string[]) => ['工号（必填）,姓名,考试成绩,有效期至,说明', ...rows].join('\r\n')
  const twins = ['GBK', 'UTF-8 without a mark', 'semicolons', 'tabs in UTF-16'] as const
  const written: Readonly<Record<(typeof twins)[number], (text: string) => Buffer<ArrayBuffer>>> = {
    GBK: text => gbk(text),
    'UTF-8 without a mark': text => Buffer.from(text),
    semicolons: text => Buffer.from(text.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';')),
    'tabs in UTF-16': text => Buffer.from(`\ufeff${text.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '\t')}`, 'utf16le'),
  }

  it.each(twins)('is read the same as %s: each bad row is named with its reason, each good one is ready', async twin => {
    const batch = await upload(issuer, new Uint8Array(written[twin](list([...cells.map(([row]) => row), ...good()]))), { templateId })
    expect(batch.counts).toEqual({ rows: 35, valid: 3, invalid: 30, skipped: 2, warned: 1, issued: 0 })
    expect(batch.rows.slice(0, 30).map(({ verdict, reasons }) => [verdict, reasons[0]?.trouble])).toEqual(cells.map(([, trouble]) => ['bad', trouble]))
    expect(batch.rows.slice(30).map(({ verdict, reasons }) => [verdict, reasons.map(one => one.trouble)])).toEqual([
      ['ready', []],
      ['ready', []],
      ['check', ['nameDiffers']],
      ['skip', ['held']],
      ['skip', ['twiceHere']],
    ])
    expect(batch.rows[34]?.reasons[0]?.value).toBe('33')
    await issuer.client.batches.cancel({ params: { id: batch.id } })
  })

  it('is finished by its error file, put right and sent again', async () => {
    const { id } = await upload(issuer, new Uint8Array(gbk(list([...cells.map(([row]) => row), ...good()]))), { templateId })
    await issuer.client.batches.confirm({ params: { id }, body: { namesChecked: true } })
    await runBatches(house)
    expect((await issuer.client.batches.get({ params: { id } })).counts).toMatchObject({ issued: 3, invalid: 30 })
    const file = await issuer.send('GET', `/api/batches/${id}/errors.csv`)
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain(`批次${id}-待改.csv`)
    const errors = await file.text()
    const [header = '', ...lines] = errors.replace('\ufeff', '').trim().split('\r\n')
    expect(header).toBe('工号（必填）,姓名,考试成绩,有效期至,说明,原来的行号,原因')
    expect(lines).toHaveLength(30)
    expect(lines[7]).toContain('「有效期至」没有“2027-02-30”这个日期')
    const corrected = lines.map((one, i) => `${cells[i]?.[2]},${one.split(',').slice(-2).join(',')}`)
    const again = await upload(issuer, `\ufeff${[header, ...corrected].join('\r\n')}`, { templateId })
    expect(again.counts).toMatchObject({ rows: 30, valid: 30 })
    await issuer.client.batches.confirm({ params: { id: again.id }, body: {} })
    await runBatches(house)
    const issued = (await issuer.client.batches.rows({ params: { id }, query: { show: 'issued' } })).items
    const first = await issuer.client.certificates.get({ params: { certificateNo: issued.at(-1)?.certificateNo ?? '' } })
    expect(first).toMatchObject({ score: 98.5, description: '两行的 说明', validUntil: '2030-01-01T16:00:00.000Z' })
    const all = await upload(issuer, new Uint8Array(Buffer.from(list([...cells.map(([, , right]) => right), ...good()]))), { templateId })
    expect(all.counts).toMatchObject({ rows: 35, valid: 0, skipped: 35, invalid: 0 })
  })

  it('may have its columns in any order and under any name: whoever sends it says which is which', async () => {
    const batch = await upload(issuer, `备注,编码,分\nx,${numbers[50]},90`, { templateId })
    expect([batch.columns.employeeNo, batch.rows[0]?.reasons[0]?.trouble]).toEqual([null, 'noColumn'])
    const columns = { ...batch.columns, employeeNo: 1, score: 2 }
    const settled = await issuer.client.batches.settle({ params: { id: batch.id }, body: { templateId, duplicates: 'skip', columns } })
    expect(settled).toMatchObject({ id: batch.id, counts: { valid: 1, invalid: 0 } })
    await expect(
      issuer.client.batches.settle({ params: { id: batch.id }, body: { templateId, duplicates: 'skip', columns: { ...columns, title: 9 } } }),
    ).rejects.toThrow('invalid_request')
  })

  it.each([
    ['nothing at all', '', 'list_empty'],
    ['blank lines', '\n\n , \n', 'list_empty'],
    ['a head and nobody below it', '工号,姓名,成绩\n', 'list_empty'],
    ['a head and remarks', '工号,姓名\n# 必填,选填', 'list_empty'],
    ['people without a head', 'KPL0004,周雨桐,96.5\nKPL0005,陈思远,88', 'list_headless'],
    ['one person without a head', 'KPL0004,周雨桐,９６', 'list_headless'],
  ])('that is %s is refused with a sentence', async (_, file, code) => {
    const answer = await issuer.send('POST', '/api/batches', { body: formOf(file, { templateId }) })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, code])
  })

  it('suggests the number of whoever is meant by the name', async () => {
    const { rows } = await upload(issuer, '工号,姓名\nREA11,欧阳若兰', { templateId })
    expect(rows[0]?.reasons[0]).toEqual({ column: 'employeeNo', trouble: 'unknownPerson', value: 'REAL1' })
  })

  it('is told before it is issued what could not be drawn', async () => {
    const { rows } = await upload(issuer, `工号,说明\n${numbers[51]},写得出\n${numbers[52]},写不出 🙂`, { templateId })
    expect(rows.map(({ reasons }) => reasons)).toEqual([[], [{ column: 'description', trouble: 'undrawable', value: '🙂' }]])
    const own = await issuer.client.templates.create({
      body: {
        name: '窄',
        type: 'course',
        templateHtml: '<div class="body"><p class="x">{{title}}</p></div>',
        templateStyle: '.body{height:60px;display:flex;flex-direction:column}.x{width:300px;font-size:20px;line-height:30px}',
        orientation: 'landscape',
      },
    })
    const titles = ['短', '这是一个长得无论如何也放不下的证书名称'.repeat(6), '中']
    const wide = await upload(issuer, ['工号,证书名称', ...titles.map((title, n) => `${numbers[53 + n]},${title}`)].join('\n'), { templateId: own.id })
    expect(wide.rows.map(({ verdict }) => verdict)).toEqual(['ready', 'bad', 'ready'])
    expect(wide.rows[1]?.reasons).toEqual([{ column: 'title', trouble: 'doesNotFit', value: null }])
  })

  it('is told of every text that does not fit for a part that is never broken, however wide others are that do', async () => {
    const titles = ['国'.repeat(100), 'W'.repeat(60), 'i'.repeat(60), '安全生产']
    const { rows } = await upload(issuer, ['工号,证书名称,成绩', ...titles.map((title, n) => `${numbers[56 + n]},${title},90`)].join('\n'), { templateId })
    const alone = await Promise.all(
      titles.map(async (title, n) => {
        const body = JSON.stringify({ templateId, employeeNo: numbers[56 + n], title, score: 90 })
        return (await issuer.send('POST', '/api/certificates/preview', { headers: { 'content-type': 'application/json' }, body })).status
      }),
    )
    expect(rows.map(({ verdict }) => verdict)).toEqual(alone.map(status => (status === 200 ? 'ready' : 'bad')))
    expect(rows[1]?.reasons).toEqual([{ column: 'title', trouble: 'doesNotFit', value: null }])
  })

  it('gives back nothing that a spreadsheet would run', async () => {
    const formulas = ['=HYPERLINK("http://evil.example")', '+1+1', '-1+1', '@SUM(A1)', '＝1+1', '\t=1']
    const rows = formulas.map(formula => `"${formula.replaceAll('"', '""')}","${formula.replaceAll('"', '""')}",90`)
    const { id } = await upload(issuer, ['工号,姓名,成绩', ...rows].join('\n'), { templateId, fileName: '=cmd|calc.csv' })
    for (const locale of ['zh-CN', 'en']) {
      const errors = await (await issuer.send('GET', `/api/batches/${id}/errors.csv?locale=${locale}`)).text()
      const cellsOf = readTable(Buffer.from(errors), { isKnown: () => true, most: 100 }).rows.flatMap(row => row.cells)
      expect(cellsOf.filter(cell => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([])
    }
    const again = await upload(issuer, await (await issuer.send('GET', `/api/batches/${id}/errors.csv`)).text(), { templateId })
    expect(again.rows[0]?.employeeNo).toBe('=HYPERLINK("HTTP://EVIL.EXAMPLE")')
  })

  it('comes with an example in both languages that is right as it is', async () => {
    await anEmployee(house, { employeeNo: 'KPL0004', fullName: '周雨桐' })
    await anEmployee(house, { employeeNo: 'KPL0005', fullName: '陈思远' })
    for (const locale of ['zh-CN', 'en']) {
      const example = await (await issuer.send('GET', `/api/batches/example.csv?locale=${locale}`)).text()
      const response = await issuer.send('POST', '/api/batches', { body: formOf(example, { templateId }) })
      expect(await response.json()).toMatchObject({ counts: { rows: 2, valid: 2, warned: 0 } })
    }
  })
})
