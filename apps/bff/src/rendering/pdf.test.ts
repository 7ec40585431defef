import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { ask, hasPoppler } from '../../test/poppler.ts'
import { builtinTemplates } from './builtin.ts'
import type { Drawing } from './drawing.ts'
import { createEngine } from './engine.ts'
import { openCompiler } from './pdf.ts'
import { startPress } from './press.ts'
import { specimenFacts } from './specimen.ts'
import { voidPicture } from './voidPicture.ts'

const engine = await createEngine()
const press = startPress()
afterAll(() => press.close())

const [course, exam] = builtinTemplates
if (!course || !exam) throw new Error('the built-in designs are missing')
const verifyUrl = 'https://cert.example.com/v/KPL-2026-7K3M-9QXD-4R2T'
const issuedAt = new Date('2026-01-29T01:02:03Z')
const drawingOf = (template: typeof course, facts: Partial<Drawing['facts']> = {}): Drawing => ({
  ...template,
  facts: specimenFacts(template.type, facts),
  verifyUrl,
})
const sheetOf = async (drawing: Drawing, title = drawing.facts.title) => ({
  svg: (await engine.draw(drawing)).svg,
  drawing,
  title,
  author: drawing.facts.issuerName,
  issuedAt,
})
const print = async (drawing: Drawing, title?: string) => press.pdf(await sheetOf(drawing, title))
const own = (templateHtml: string, templateStyle = '', facts: Partial<Drawing['facts']> = {}): Drawing => ({
  ...drawingOf(course, facts),
  backgroundUrl: null,
  templateHtml,
  templateStyle,
})

const linesIn = (pdf: Buffer) => ask('pdftotext', pdf).split(/[\n\f]/)
const solid = (text: string) => text.replace(/\s/g, '')

const holders: readonly Partial<Drawing['facts']>[] = [
  { holderName: '张伟' },
  { holderName: 'Maximilian Bartholomäus F' },
  { holderName: '欧阳䶮' },
  { holderName: '𠮷田 太郎' },
  { holderName: 'Айгүл Нұрланқызы' },
  {
    holderName: "Anne-Marie O'Neil",
    title: 'Advanced Data Protection in Practice',
    description: 'Twelve chapters, one examination.',
    issuerName: 'KPL Academy',
  },
]
const cases = builtinTemplates.flatMap(template =>
  holders.map(facts => ({ type: template.type, name: facts.holderName ?? '', drawing: drawingOf(template, facts) })),
)

describe.runIf(hasPoppler)('a certificate as PDF', () => {
  it.each(cases)('of type $type for $name gives every field back, and the name in one piece', async ({ name, drawing }) => {
    const pdf = await print(drawing)
    expect(linesIn(pdf)).toContain(name)
    const text = solid(ask('pdftotext', pdf))
    expect(Object.values(drawing.facts).filter(fact => !text.includes(solid(fact)))).toEqual([])
  })

  it.each(builtinTemplates)('of type $type is one sheet of A4 in the orientation of its template', async template => {
    const info = ask('pdfinfo', await print(drawingOf(template)))
    expect(info).toMatch(/^Pages: +1$/m)
    expect(info).toMatch(template.orientation === 'landscape' ? /^Page size: +841.89 x 595.27\d* pts \(A4\)$/m : /^Page size: +595.27\d* x 841.89 pts \(A4\)$/m)
  })

  it('embeds the fonts that its words need, and of these no more than that', async () => {
    const fontsOf = async (holderName: string) =>
      ask('pdffonts', await print(drawingOf(course, { holderName })))
        .split('\n')
        .slice(2)
        .filter(Boolean)
    const [plain, rare] = [await fontsOf('张伟'), await fontsOf('𠮷田 Нұр')]
    expect(plain.map(font => /\+(\S+)/.exec(font)?.[1])).toEqual(['NotoSansSC-Regular'])
    expect(rare.map(font => /\+(\S+)/.exec(font)?.[1]).toSorted()).toEqual(['NotoSansSC-Regular', 'NotoSerif-Bold', 'NotoSerifJP-Bold'])
    for (const font of [...plain, ...rare]) expect(font).toMatch(/yes yes yes +\d+ +0$/)
  })

  it('says what it is, whose and from when, in its language, and is tagged for those who listen', async () => {
    const pdf = await print(drawingOf(course))
    const info = ask('pdfinfo', pdf, ['-isodates'])
    expect(info).toMatch(/^Title: +数据安全与合规实务$/m)
    expect(info).toMatch(/^Subject: +张伟 · 数据安全与合规实务$/m)
    expect(info).toMatch(/^Keywords: +KPL-2026-7K3M-9QXD-4R2T, 考培练企业学习认证中心$/m)
    expect(info).toMatch(/^Author: +考培练企业学习认证中心$/m)
    expect(info).toMatch(/^CreationDate: +2026-01-29T01:02:03/m)
    expect(info).toMatch(/^Tagged: +yes$/m)
    expect(pdf.includes('/Lang (zh-CN)')).toBe(true)
  })

  it('says nothing of itself in its words: a template, a command or a path in a title is only text', async () => {
    const title = '#read("/etc/passwd") $ \\u{} * <script> #{1+1} @preview'
    const pdf = await print(drawingOf(exam, { title, holderName: '#panic("x")' }))
    expect(solid(ask('pdftotext', pdf))).toContain(solid(title))
    expect(linesIn(pdf)).toContain('#panic("x")')
    expect(/^Title: +(.*)$/m.exec(ask('pdfinfo', pdf))?.[1]).toBe(title)
  })

  it('finds words that were turned, set wide or broken into lines where they are', async () => {
    const style = '.a{position:absolute;left:600px;top:400px;transform:rotate(90deg)}.b{letter-spacing:40px}.c{width:120px}'
    const pdf = await print(
      own('<p class="a">{{holderName}}</p><p class="b">{{title}}</p><p class="c">{{description}}</p>', style, { description: '学习与考试，学习与考试。' }),
    )
    const text = ask('pdftotext', pdf)
    expect(text.split('\n')).toEqual(expect.arrayContaining(['张伟', '数据安全与合规实务']))
    expect(solid(text)).toContain('学习与考试，学习与考试。')
    const [, x, y] = /<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>张伟</.exec(ask('pdftotext', pdf, ['-bbox'])) ?? []
    expect([Number(x) / 0.7087, Number(y) / 0.7087].map(at => Math.abs(at - 600) < 60 || Math.abs(at - 400) < 60)).toEqual([true, true])
  })

  it('leaves out of its words what no font can draw', async () => {
    expect(linesIn(await print(own('<p>学🙂习\u00ad与\u200b考试</p><p>🙂</p><p>\u200b</p>')))[0]?.replace(/\p{Cf}/gu, '')).toBe('学习与考试')
  })

  it('looks faded where the certificate has ended, and says the same', async () => {
    const sheet = await sheetOf(drawingOf(course))
    const [valid, ended] = [await press.pdf(sheet), await press.pdf({ ...sheet, svg: voidPicture(sheet.svg) })]
    expect(ended.equals(valid)).toBe(false)
    expect(ask('pdftotext', ended)).toBe(ask('pdftotext', valid))
  })
})

describe('a certificate as PDF', () => {
  it('declares itself fit for archives, second part, with every letter known', async () => {
    const pdf = (await print(drawingOf(course))).toString('latin1')
    expect(pdf).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(pdf).toContain('<pdfaid:conformance>U</pdfaid:conformance>')
  })

  it('leads from its code and from its number to where it is verified, and nowhere else', async () => {
    const pdf = (await print(drawingOf(course))).toString('latin1')
    const links = [...pdf.matchAll(/\/Subtype \/Link[^]*?\/Rect \[([^\]]*)\][^]*?\/URI \(([^)]*)\)/g)].map(([, rect = '', url]) => ({
      rect: rect.split(' ').map(Number),
      url,
    }))
    expect(links.map(({ url }) => url)).toEqual([verifyUrl, verifyUrl])
    // The code stands at 66.5, 568 on the stage and is 123 wide; a point is 1.411 pixels, counted from below.
    expect(links[0]?.rect.map(Math.round)).toEqual([47, 106, 134, 193])
  })

  it('has no link where there is no address to lead to', async () => {
    const pdf = await print({ ...drawingOf(course), verifyUrl: 'javascript:alert(1)' })
    expect(pdf.includes('/URI')).toBe(false)
  })

  it('is the same bytes each time, from whichever press', async () => {
    const other = startPress()
    const sheet = await sheetOf(drawingOf(exam))
    const [one, two, three] = [await press.pdf(sheet), await press.pdf(sheet), await other.pdf(sheet)]
    await other.close()
    expect([one.equals(two), one.equals(three)]).toEqual([true, true])
  })

  it('is refused where its template is not allowed', async () => {
    const sheet = await sheetOf(drawingOf(course))
    await expect(press.pdf({ ...sheet, drawing: { ...sheet.drawing, templateHtml: '<script></script>' } })).rejects.toMatchObject({ code: 'template_refused' })
  })
})

describe('what sets the PDF', () => {
  const attempt = async (source: string) => {
    const compiler = await openCompiler()
    const failed = compiler.compile({ mainFileContent: source }).takeError()
    return failed && JSON.stringify(compiler.fetchDiagnostics(failed))
  }

  it.each([
    ['a file by its full path', '#read("/etc/passwd")', /not found/],
    ['a file by a way up', '#read("../pdf.ts")', /access denied/],
    ['a picture by its full path', '#image("/etc/hostname.png")', /not found/],
  ])('cannot reach %s', async (_, source, reason) => {
    expect(await attempt(source)).toMatch(reason)
  })

  it('reads one sheet, which asks for nothing but the data it is given', async () => {
    const source = (await readFile(new URL('sheet/sheet.typ', import.meta.url), 'utf8')).replace(/^\/\/.*$/gm, '')
    expect(source).not.toMatch(/\b(import|include|read|eval|plugin)\b[ (]/)
    expect([...source.matchAll(/(image|json)\((\w+)/g)].map(([, , from]) => from)).toEqual(['bytes', 'bytes'])
  })
})
