import type { FileVerdict } from '@wallet/shared/exams/authored'
import type { Client } from '@wallet/shared/contract/client'
import type { Api } from '@wallet/shared/api'
import papaparse from 'papaparse'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowserOf, templateOf } from '../../test/builders.ts'
import { aQuestion, someQuestions } from '../../test/exams.ts'
import { gbk } from '../../test/gbk.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute, number, select, selectOne } from '../db/query.ts'

const json = { 'content-type': 'application/json' }
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64')
const letters = ['A', 'B', 'C', 'D'] as const
const draft = (stem: string, more: object = {}) => ({
  kind: 'single' as const,
  stem,
  options: letters.map(key => ({ key, text: `${stem} ${key}` })),
  answer: ['B' as const],
  category: 'safety' as const,
  points: 1,
  ...more,
})
const head = '题型,题干,选项A,选项B,选项C,选项D,答案,解析,分类,课程,仅用于考试,分值,选项不打乱'

describe.each(engines)('what issuers write about exams, on %s', engine => {
  let house: House
  let issuer: Browser
  let client: Client<Api>
  let examIds = 0
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
    client = issuer.client
  })
  afterAll(() => house.close())
  beforeEach(() => execute(house.deps.db, "UPDATE questions SET state = 'retired', fingerprint = 'gone'"))

  const lastAudit = async () => (await selectOne(house.deps.db, 'SELECT event, subject FROM audit_events ORDER BY id DESC LIMIT 1')) ?? {}
  const check = (file: string | Uint8Array): Promise<FileVerdict> => client.questionAuthoring.check({ body: { file: base64(file) } })
  const anExam = (questionIds: number[], more: object = {}) => {
    examIds += 1
    const names = { title: `考试 ${examIds}`, englishTitle: `Exam ${examIds}`, category: 'safety' as const }
    return client.examAuthoring.create({ body: { ...names, paper: { count: questionIds.length || 1 }, questionIds, ...more } })
  }
  const change = ({ title, englishTitle, category, paper, pool, version }: Awaited<ReturnType<typeof anExam>>, more: object = {}) => ({
    ...{ title, englishTitle, category, paper, version, questionIds: pool.map(({ id }) => id) },
    ...more,
  })
  const sent = async (method: string, path: string, body: unknown) => {
    const answer = await issuer.send(method, path, { headers: json, body: JSON.stringify(body) })
    const { code, errors = [] } = (await answer.json()) as { code?: string; errors?: { path: string }[] }
    return { status: answer.status, code, paths: errors.map(({ path: at }) => at) }
  }

  describe('questions', () => {
    it('are written, changed, published and retired, each with its trace; nobody overwrites anybody', async () => {
      const { id, state, version } = await client.questionAuthoring.create({ body: draft('灭火器放在哪里？') })
      expect([state, version, await lastAudit()]).toEqual(['draft', 1, { event: 'question.created', subject: `question:${id}` }])
      const changed = await client.questionAuthoring.update({
        params: { id },
        body: { ...draft('灭火器放在哪里？', { explanation: '看得见的地方' }), version: 1 },
      })
      expect([changed.version, changed.explanation, (await lastAudit())['event']]).toEqual([2, '看得见的地方', 'question.changed'])
      expect(await sent('PUT', `/api/authoring/questions/${id}`, { ...draft('别人的说法'), version: 1 })).toMatchObject({ status: 409, code: 'stale_version' })
      expect((await client.questionAuthoring.get({ params: { id } })).stem).toBe('灭火器放在哪里？')
      for (const [act, event] of [
        ['publish', 'question.published'],
        ['retire', 'question.retired'],
        ['publish', 'question.published'],
      ] as const) {
        await client.questionAuthoring[act]({ params: { id } })
        expect((await lastAudit())['event']).toBe(event)
      }
      expect(await client.questionAuthoring.get({ params: { id } })).toMatchObject({ state: 'published', version: 2, publishedVersion: 2, examCount: 0 })
    })

    it('are refused with every reason at once', async () => {
      const wrong = { ...draft('x'), kind: 'none', stem: '', category: 'x', points: 0, courseId: -1 }
      expect((await sent('POST', '/api/authoring/questions', wrong)).paths.toSorted()).toEqual(['category', 'courseId', 'kind', 'points', 'stem'])
      expect((await sent('POST', '/api/authoring/questions', draft('x', { kind: 'multiple' }))).paths).toEqual(['answer'])
      expect((await sent('POST', '/api/authoring/questions', draft('x', { courseId: 99_999 }))).paths).toEqual(['courseId'])
    })

    it('are found by what they say and what they are, page by page', async () => {
      await someQuestions(house, 3, { category: 'product', isReserved: true })
      await aQuestion(house, { stem: '50% 的折扣_怎么算？', category: 'product' })
      await aQuestion(house, { stem: '草稿', category: 'product' }, 'draft')
      const count = async (query: object) => (await client.questionAuthoring.list({ query })).total
      const out = { state: 'published' as const }
      expect(
        await Promise.all(
          [{}, { isReserved: 'true' }, { q: '50% 的折扣_' }, { q: '50_' }, { kind: 'multiple' }].map(one => count({ ...out, category: 'product', ...one })),
        ),
      ).toEqual([4, 3, 1, 0, 0])
      expect(await count({ state: 'draft', category: 'product' })).toBe(1)
      const first = await client.questionAuthoring.list({ query: { ...out, limit: 3 } })
      const rest = await client.questionAuthoring.list({ query: { ...out, limit: 3, cursor: first.nextCursor ?? '' } })
      expect([first.items.length, rest.items.length, rest.nextCursor, first.total]).toEqual([3, 1, null, 4])
      const { items } = await client.questionAuthoring.pool({ query: { state: 'published', isReserved: 'true' } })
      expect(items).toHaveLength(3)
    })
  })

  describe('exams', () => {
    it('are set up, changed and published as versions; learners see what was published', async () => {
      const questionIds = await someQuestions(house, 3, { isReserved: true })
      const exam = await anExam(questionIds, { templateId: await templateOf(house, 'exam'), passMark: 70 })
      expect(exam).toMatchObject({ state: 'draft', version: 1, publishedVersion: null, questionCount: 3 })
      const learner = await aBrowserOf(house, 'employee')
      const cover = () => learner.client.exams.get({ params: { id: exam.id } })
      await expect(cover()).rejects.toThrow('exam_not_found')
      const out = await client.examAuthoring.publish({ params: { id: exam.id }, body: { version: 1 } })
      expect([out.state, out.publishedVersion, await lastAudit()]).toEqual(['published', 1, { event: 'exam.published', subject: `exam:${exam.id}` }])
      const changed = await client.examAuthoring.update({ params: { id: exam.id }, body: change(exam, { title: '改了名的考试', passMark: 90 }) })
      expect([changed.version, changed.publishedVersion, (await cover()).title]).toEqual([2, 1, exam.title])
      expect(await sent('PUT', `/api/authoring/exams/${exam.id}`, change(exam))).toMatchObject({ status: 409, code: 'stale_version' })
      expect(await sent('POST', `/api/authoring/exams/${exam.id}/publish`, { version: 1 })).toMatchObject({ status: 409, code: 'stale_version' })
      await client.examAuthoring.publish({ params: { id: exam.id }, body: { version: 2 } })
      expect(await cover()).toMatchObject({ title: '改了名的考试', passMark: 90 })
    })

    it('say when the words of their questions have changed, and take them when they are published again', async () => {
      const { id: questionId } = await client.questionAuthoring.create({ body: draft('老的说法') })
      await client.questionAuthoring.publish({ params: { id: questionId } })
      const { id } = await anExam([questionId])
      await client.examAuthoring.publish({ params: { id }, body: { version: 1 } })
      await client.questionAuthoring.update({ params: { id: questionId }, body: { ...draft('新的说法'), version: 1 } })
      const learner = await aBrowserOf(house, 'employee')
      const stems = async () => {
        const attempt = await learner.client.exams.begin({ params: { id } })
        await learner.client.exams.submit({ params: { id: attempt.id } })
        return attempt.state === 'running' ? attempt.questions.map(({ stem }) => stem) : []
      }
      expect([await stems(), (await client.examAuthoring.get({ params: { id } })).version]).toEqual([['老的说法'], 2])
      const again = await client.examAuthoring.publish({ params: { id }, body: { version: 2 } })
      expect([again.version, again.publishedVersion, await stems()]).toEqual([2, 2, ['新的说法']])
    })

    it('are retired and published again as they were, without another version', async () => {
      const { id } = await anExam(await someQuestions(house, 1))
      await client.examAuthoring.publish({ params: { id }, body: { version: 1 } })
      await client.examAuthoring.retire({ params: { id } })
      expect((await client.examAuthoring.publish({ params: { id }, body: { version: 1 } })).state).toBe('published')
      expect(number((await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM exam_versions WHERE exam_id = :id', { id }))?.['n'])).toBe(1)
    })

    it('are not published with too few questions, or with some that are not published', async () => {
      const published = await someQuestions(house, 2)
      const unpublished = await aQuestion(house, {}, 'draft')
      const sections = [
        { kind: 'single', category: null, count: 3 },
        { kind: 'multiple', category: 'safety', count: 1 },
      ] as const
      const { id } = await anExam([...published, unpublished], { paper: { sections: [...sections] } })
      const { status, paths } = await sent('POST', `/api/authoring/exams/${id}/publish`, { version: 1 })
      expect([status, paths]).toEqual([422, [`questionIds.${unpublished}`, 'paper.sections.1.count']])
      expect((await client.examAuthoring.get({ params: { id } })).state).toBe('draft')
    })

    it('refuse what refers to nothing, with every reason', async () => {
      const body = { title: '', englishTitle: 'x', category: 'safety', paper: { count: 0 }, questionIds: ['x'] }
      expect((await sent('POST', '/api/authoring/exams', body)).paths.toSorted()).toEqual(['paper.count', 'questionIds.0', 'title'])
      const unknown = {
        title: 'x',
        englishTitle: 'x',
        category: 'safety',
        paper: { count: 1 },
        questionIds: [999_999],
        templateId: await templateOf(house, 'course'),
      }
      expect((await sent('POST', '/api/authoring/exams', unknown)).paths).toEqual(['templateId', 'questionIds.0'])
    })

    it('stand in the order in which they are put', async () => {
      const [one, two, three] = [await anExam([]), await anExam([]), await anExam([])]
      await client.examAuthoring.order({ body: { ids: [three.id, one.id] } })
      const ids = (await client.examAuthoring.list()).items.map(({ id }) => id)
      expect([ids.slice(0, 2), ids.indexOf(two.id) > 1]).toEqual([[three.id, one.id], true])
      expect((await sent('PUT', '/api/authoring/exams/order', { ids: [one.id, one.id, 99_999] })).status).toBe(422)
    })
  })

  describe('files of questions', () => {
    const good = '单选,灭火器放在哪里？,看得见的地方,柜子里,,,A,解析,安全,,是,2,'
    const several = '多选,哪些对？,甲,乙,丙,,"A,C",,合规,,,,是'
    const truth = '判断,火灾时可以乘电梯。,,,,,错,,安全,,,,'

    it.each([
      ['UTF-8', 'utf-8', (text: string) => text],
      ['UTF-8 with a mark', 'utf-8', (text: string) => `\ufeff${text}`],
      ['GBK', 'gb18030', gbk],
      ['UTF-16, as a spreadsheet saves “Unicode text”', 'utf-16le', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ] as const)('are read in %s, with commas, semicolons or tabs', async (_, encoding, write) => {
      for (const [delimiter, sign] of [
        ['comma', ','],
        ['semicolon', ';'],
        ['tab', '\t'],
      ] as const) {
        const rows = [head, good, truth].map(row => row.replaceAll(',', sign))
        const verdict = await check(write(rows.join('\r\n')))
        expect([verdict.encoding, verdict.delimiter, verdict.counts]).toEqual([encoding, delimiter, { good: 2, known: 0, bad: 0 }])
      }
    })

    it('get a verdict for every row, each with all its reasons, and nothing is written', async () => {
      await aQuestion(house, {
        stem: '已经有的题',
        options: [
          { key: 'A', text: '甲' },
          { key: 'B', text: '乙' },
        ],
      })
      const before = await select(house.deps.db, 'SELECT COUNT(*) AS n FROM questions')
      const rows = [
        head,
        '# 说明：这一行不算',
        good,
        good,
        ',,,,,,,,,,,,',
        '单选,已经有的题,甲,乙,,,B,,安全,,,,',
        '填空,,甲,,,,E,,天气,没有的课,也许,0,',
        '单选,两个一样,甲,甲,,,AB,,安全,,,,',
        '多选,一个不够,甲,乙,,,A,,安全,,,,',
        `单选,${'长'.repeat(1001)},甲,乙,,,A,,安全,,,,`,
        '单选,"引号不成对,甲,乙,,,A,,安全,,,,',
      ]
      const { rows: judged, counts } = await check(rows.join('\n'))
      expect(counts).toEqual({ good: 1, known: 2, bad: 5 })
      expect(judged.map(({ row, verdict, reasons }) => [row, verdict, reasons.map(({ column, trouble }) => `${column ?? ''} ${trouble}`.trim())])).toEqual([
        [3, 'good', []],
        [4, 'known', ['twiceHere']],
        [6, 'known', ['knownAlready']],
        [
          7,
          'bad',
          [
            'kind notKnown',
            'stem missing',
            'optionB missing',
            'answer answerNotThere',
            'category notKnown',
            'course notKnown',
            'reserved notKnown',
            'points points',
          ],
        ],
        [8, 'bad', ['optionB optionsAlike', 'answer oneAnswer']],
        [9, 'bad', ['answer severalAnswers']],
        [10, 'bad', ['stem tooLong']],
        [11, 'bad', ['quotes']],
      ])
      expect(await select(house.deps.db, 'SELECT COUNT(*) AS n FROM questions')).toEqual(before)
    })

    it('are imported once under a key: the good rows, as they were written', async () => {
      const body = { file: base64([head, good, several, truth, '单选,没有答案,甲,乙,,,,,安全,,,,'].join('\n')), publish: true }
      const before = (await client.questionAuthoring.list({ query: {} })).total
      const answers = await Promise.all(Array.from({ length: 4 }, () => client.questionAuthoring.import({ body, idempotencyKey: `${engine}-1` })))
      expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
      expect((await client.questionAuthoring.list({ query: {} })).total).toBe(before + 3)
      const [first, second, third] = await Promise.all((answers[0]?.questionIds ?? []).map(id => client.questionAuthoring.get({ params: { id } })))
      expect(answers[0]?.left).toBe(1)
      expect(first).toMatchObject({ kind: 'single', answer: ['A'], explanation: '解析', category: 'safety', isReserved: true, points: 2, state: 'published' })
      expect(second).toMatchObject({ kind: 'multiple', answer: ['A', 'C'], category: 'compliance', keepsOrder: true, isReserved: false, points: 1 })
      expect(third).toMatchObject({
        kind: 'trueFalse',
        answer: ['B'],
        options: [
          { key: 'A', text: '正确' },
          { key: 'B', text: '错误' },
        ],
      })
      expect(await client.questionAuthoring.import({ body })).toEqual({ questionIds: [], left: 4 })
      const reused = await issuer.send('POST', '/api/authoring/questions/import', {
        headers: { ...json, 'idempotency-key': `${engine}-1` },
        body: JSON.stringify({ ...body, publish: false }),
      })
      expect(reused.status).toBe(409)
    })

    it('give back what was not taken, with its reasons, and no cell can become a formula', async () => {
      const evil = ["=cmd|' /C calc'!A0", '+1', '-1', '@SUM(1)', '＝1']
      const rows = evil.map(cell => ['单选', cell, cell, `乙 "两"`, '', '', 'F', cell, '安全', '', '', '', ''])
      const file = base64(papaparse.unparse([head.split(','), ...rows, good.split(',')]))
      const answer = await issuer.send('POST', '/api/authoring/questions/import/rest.csv', { headers: json, body: JSON.stringify({ file, locale: 'zh-CN' }) })
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect([answer.headers.get('content-disposition'), bytes.subarray(0, 3)]).toEqual([
        'attachment; filename="questions-to-correct.csv"',
        Buffer.from('\ufeff'),
      ])
      const { data } = papaparse.parse<string[]>(bytes.toString().slice(1), { skipEmptyLines: true })
      expect([data[0]?.slice(-2), data.length, data[1]?.slice(-2)]).toEqual([['原来的行号', '原因'], 6, ['2', '「答案」写了没有的选项']])
      for (const cell of data.slice(1).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      // What is put right is what was written: the mark before a formula goes again.
      const corrected = papaparse.unparse(data.map((cells, i) => (i === 0 ? cells : cells.map((cell, at) => (at === 6 ? 'B' : cell)))))
      const { questionIds } = await client.questionAuthoring.import({ body: { file: base64(corrected) } })
      expect((await client.questionAuthoring.get({ params: { id: questionIds[0] ?? 0 } })).stem).toBe(evil[0])
    })

    it.each(['zh-CN', 'en'] as const)('have an example to begin with, which is itself a good file (%s)', async locale => {
      const answer = await issuer.send('GET', `/api/authoring/questions/example.csv?locale=${locale}`)
      expect(await check(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({ missing: [], counts: { good: 3, known: 0, bad: 0 } })
    })

    it('that are no tables of questions are refused, or told what they lack', async () => {
      for (const bytes of [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 255, 255), Uint8Array.of(0xff, 0xff, 0x80)])
        await expect(check(bytes)).rejects.toThrow('file_unreadable')
      expect((await check('姓名,电话\n张伟,1')).missing).toEqual(['kind', 'stem', 'optionA', 'optionB', 'answer', 'category'])
      const file = base64('姓名,电话\n张伟,1')
      expect((await sent('POST', '/api/authoring/questions/import', { file })).status).toBe(422)
      expect(
        (await sent('POST', '/api/authoring/questions/import/check', { file: base64([head, ...Array.from({ length: 2001 }, () => good)].join('\n')) })).paths,
      ).toEqual(['file'])
    })
  })
})
