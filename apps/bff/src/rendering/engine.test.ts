import { createHash } from 'node:crypto'
import { Renderer } from '@takumi-rs/core'
import { Failure } from '@wallet/shared/problem'
import { stages } from '@wallet/shared/templates/stage'
import { templateLimits } from '@wallet/shared/templates/template'
import jsQr from 'jsqr'
import { describe, expect, it } from 'vitest'
import { builtinTemplates } from './builtin.ts'
import type { Drawing } from './drawing.ts'
import { createEngine } from './engine.ts'
import { specimenFacts } from './specimen.ts'
import { packPicture, unpackPicture } from './stored.ts'
import { voidPicture } from './voidPicture.ts'

const engine = await createEngine()
const verifyUrl = 'https://cert.example.com/v/KPL-2026-7K3M-9QXD-4R2T'
const [course, exam, achievement] = builtinTemplates
if (!course || !exam || !achievement) throw new Error('the built-in designs are missing')
const designs = { course, exam, achievement }

const drawingOf = (type: keyof typeof designs, facts: Partial<Drawing['facts']> = {}): Drawing => ({
  ...designs[type],
  facts: specimenFacts(type, facts),
  verifyUrl,
})
const draw = (type: keyof typeof designs, facts: Partial<Drawing['facts']> = {}) => engine.draw(drawingOf(type, facts))
const own = (templateHtml: string, templateStyle = '', facts: Partial<Drawing['facts']> = {}): Drawing => ({
  ...drawingOf('course', facts),
  backgroundUrl: null,
  templateHtml,
  templateStyle,
})
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
/** How often a letter outline is used: the number of letters drawn. */
const lettersIn = (svg: string) => svg.split('<use href="#g').length - 1

const raster = async (svg: string, { width, height }: { width: number; height: number }) => {
  const pixels = await new Renderer().render(
    { type: 'container', style: { width, height, backgroundColor: '#fff' }, children: [{ type: 'image', src: 'picture', width, height }] },
    { width, height, format: 'raw', images: [{ src: 'picture', data: Buffer.from(svg), cache: 'none' }] },
  )
  return { data: new Uint8ClampedArray(pixels), width, height }
}
const readQr = async (svg: string, stage: { width: number; height: number }) => {
  const { data, width, height } = await raster(svg, stage)
  return jsQr.default(data, width, height)?.data
}

const names = ['张伟', 'Muhammad Abdul-Rahman ibn Khalid', '欧阳䶮', '𠮷田 太郎', 'Айгүл', "Anne-Marie O'Neil"]
const goldens: Readonly<Record<keyof typeof designs, readonly string[]>> = {
  course: [
    '21b6e244bbd4343028ea495494f39a9882709ef2046084c1e1f97902fd6ed105',
    '2a8ed8119a3f26d5f7c3846c28c5302dfebc9fd459cac1cdebc772270ad35a9a',
    '90e2ece63c238f751d9b54b2cdcdb1db2d0d2995c73e5953545d2d6312a041c5',
    '824e101d56f8428261734300798dcf8f87c4486d1dae1e0a4e36fa8de70cb2aa',
    '85380109af3bfae91066743ded417e5181bf82fbdfef8ba9dc8508f8c0d7ec3a',
    'dcaadd72f513c67482987ac78c03fe027e13aeab3b617ec78728418bfeac5e1c',
  ],
  exam: [
    'd24eb178b24a24117142d323836d4b6bcdddae81b31f4b206a8a0c069eeae41c',
    '452af5b2d55d07189c9865b4aca4d1315f1fe55ff7e89bd6b27944ecbe36022b',
    '12e3f966bd5dc36e9ff0c053b0733e3c39a3fd48d9462bf6b6d0434a23f46c7d',
    '8fbd7bf46bc69894d5b1c37023cac22b968a8a00e51342005a547f27f232cc25',
    '993f00627db73bf81303d37b07bedd290b21a266a14159fd3a0328113a4301f3',
    '348663d1af33cac009506e48a71192c7b8117258748e55bbfc16ddd402d270ee',
  ],
  achievement: [
    'b57254a0a8fe286e98c17296b150ca06a232b66d98f61fff9ce809b592f8be53',
    '227800688cf51c8172b767e5985f2206ce49ab96300dde88a60840888dd3bdc0',
    '3b4f2bdc43f6060f32090cdfa0b2021652d97f0072df4c5a0ad9874047779ac3',
    '354d6ef661cde58767b641337a9391f475f4ba44c66735a286c5f77b5049fde0',
    'ad2a563be0a5ccff5edb54e2ef28e733497ffbc5f01cb2508f991b5ad4754f5a',
    'b5380a74ad80b5b3485454bdfacfee6dc9071615bfca85cfa6f207eea88b9882',
  ],
}

// A change here is a change of what certificates look like: raise `rendererVersion` with it.
describe.each(['course', 'exam', 'achievement'] as const)('the built-in %s certificate', type => {
  it.each(names.map((name, index) => [name, goldens[type][index]] as const))('for %s is the same bytes as ever', async (holderName, golden) => {
    const { svg, overflows, missing } = await draw(type, { holderName })
    expect(sha256(svg)).toBe(golden)
    expect({ overflows, missing }).toEqual({ overflows: false, missing: [] })
  })

  it('is one self-contained document without pictures, fonts, scripts or links', async () => {
    const { svg } = await draw(type)
    const { width, height } = stages[designs[type].orientation]
    expect(svg).toMatch(new RegExp(`^<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`))
    expect(svg).not.toMatch(/<image|<text|<style|<script|<foreignObject|data:|\son\w+=/)
    expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href="(?!#)|url\((?!#)/)
  })

  it('has every id once, and what is referred to is there', async () => {
    const { svg } = await draw(type)
    const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    const targets = [...svg.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(targets.filter(id => !ids.includes(id))).toEqual([])
  })

  // Drawing the fine lines as pixels takes its time on a busy machine.
  it('carries a QR code that says where to verify it, also when it is void', { timeout: 30_000 }, async () => {
    const { svg } = await draw(type)
    expect(await readQr(svg, stages[designs[type].orientation])).toBe(verifyUrl)
    expect(await readQr(voidPicture(svg), stages[designs[type].orientation])).toBe(verifyUrl)
  })

  it('holds the longest facts that an order may contain', async () => {
    const long = {
      holderName: 'Muhammad Abdul-Rahman ibn Khalid al-Farsi bin Suleiman Osmani',
      title: '跨国企业信息安全管理与个人信息保护高级实务'.repeat(10).slice(0, 200),
      description: '完成全部章节学习与随堂练习。'.repeat(40).slice(0, 500),
    }
    const { overflows } = await draw(type, {
      ...long,
      score: '100',
      completionRate: '100%',
      issuerName: '考培练（上海）企业学习与职业能力认证中心有限责任公司',
    })
    expect(overflows).toBe(false)
  })

  it('is kept in less than 10 kB beyond what it shares with others, and comes back byte for byte', async () => {
    const [first, second] = [
      await draw(type, { holderName: '欧阳䶮' }),
      await draw(type, { holderName: "Anne-Marie O'Neil", title: 'Advanced Data Protection' }),
    ]
    const [kept, other] = [packPicture(first.svg, first.outlines), packPicture(second.svg, second.outlines)]
    expect(Math.max(kept.bytes.length, other.bytes.length)).toBeLessThan(10_000)
    expect([...kept.artworks.keys()]).toEqual([...other.artworks.keys()])
    expect(await unpackPicture(kept.bytes, hash => kept.artworks.get(hash) ?? '')).toBe(first.svg)
  })
})

describe('a template', () => {
  it('leaves out what belongs to a fact that is absent', async () => {
    const [full, bare] = [await draw('course'), await draw('course', { score: '', completionRate: '', validUntil: '', description: '' })]
    expect(lettersIn(bare.svg)).toBeLessThan(lettersIn(full.svg) - 60)
  })

  it('takes facts as text, whatever they look like', async () => {
    const { svg, overflows } = await engine.draw(own('<p>{{title}}</p>', '', { title: '<b>&amp;{{score}}</b>' }))
    expect(lettersIn(svg)).toBe('<b>&amp;{{score}}</b>'.length)
    expect(overflows).toBe(false)
  })

  it('shrinks a line to fit and says so where even its smallest size overflows', async () => {
    const style = '.x{width:120px;font-size:40px;line-height:50px;white-space:nowrap}'
    const fitted = await engine.draw(own('<p class="x fit">{{title}}</p>', style, { title: '数据安全合规' }))
    const hopeless = await engine.draw(own('<p class="x fit">{{title}}</p>', style, { title: 'Donaudampfschifffahrtsgesellschaft' }))
    expect([fitted.overflows, hopeless.overflows]).toEqual([false, true])
  })

  it('cuts running text after three lines', async () => {
    const style = '.x{width:300px;font-size:20px;line-height:30px}'
    const { svg, overflows } = await engine.draw(own('<p class="x fit-3">{{description}}</p>', style, { description: '学习'.repeat(200) }))
    expect(overflows).toBe(false)
    expect(lettersIn(svg)).toBeLessThan(60)
  })

  it('reports what overflows its body', async () => {
    const style = '.body{height:60px;display:flex;flex-direction:column}.x{width:300px;font-size:20px;line-height:30px}'
    const facts = { title: '学习'.repeat(60) }
    expect((await engine.draw(own('<div class="body"><p class="x">{{title}}</p></div>', style, facts))).overflows).toBe(true)
  })

  it('may hold drawings of its own, which are placed as vectors', async () => {
    const { svg } = await engine.draw(own('<div><svg width="40" height="40" viewBox="0 0 10 10"><path d="M0 0h10v10z" fill="#b08a3c"/></svg></div>'))
    expect(svg).toContain('viewBox="0 0 10 10"><path d="M0 0h10v10z" fill="#b08a3c"></path></svg>')
    expect(svg).not.toContain('<image')
  })

  it('is drawn without a background where it has none', async () => {
    const { svg } = await engine.draw({ ...drawingOf('exam'), backgroundUrl: null })
    expect(svg).not.toContain('data-picture="background"')
    expect(await readQr(svg, stages.landscape)).toBe(verifyUrl)
  })

  it('overflows where the facts make more text than is ever drawn', async () => {
    const html = `<div>${'{{score}}'.repeat(40)}</div>`
    expect(await engine.draw(own(html, '', { score: '九'.repeat(150) }))).toMatchObject({ overflows: false })
    expect(await engine.draw(own(html, '', { score: '九'.repeat(151) }))).toMatchObject({ svg: '', overflows: true })
  })

  it('overflows where its picture would be too large to keep', async () => {
    const distinct = (count: number) => Array.from({ length: count }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')
    const html = `<div>${distinct(1_999)}</div><b>{{title}}{{description}}</b>`
    const style = "div{font-family:'Cert Serif';font-size:1px}"
    expect((await engine.draw(own(html, style))).svg.length).toBeLessThan(templateLimits.picture)
    expect(await engine.draw(own(html, style, { title: distinct(1_500) }))).toMatchObject({ svg: '', overflows: true })
  })

  // Each is the slowest of its kind that was found; a busy machine takes its time.
  it.each([
    [
      'many strips that shrink',
      `${'<p class="fit-3">{{description}}</p>'.repeat(8)}${'<p class="fit-3">学学学学学学学</p>'.repeat(280)}`,
      'p{font-size:40px;width:10px}',
    ],
    ['a body of strips that give way', `<div class="body">${'<p class="fit-3">学学学学学学学</p>'.repeat(285)}</div>`, '.body{height:10px}p{font-size:40px}'],
    [
      'grids within grids',
      `${'<section class="fit-3">'.repeat(19)}学学学${'</section>'.repeat(19)}`.repeat(15),
      'section{display:grid;grid-column:-50/50;grid-row:-50/50}',
    ],
    [
      'a box around every word',
      `<p>${'<span>学习的人</span>'.repeat(290)}{{description}}</p>`,
      'span{border:1px solid red;background-image:linear-gradient(90deg,red,gold)}',
    ],
  ])('may be as slow as %s, and is drawn in good time', async (_, html, style) => {
    const long = own(html, style, { description: '完成全部章节学习与随堂练习。'.repeat(40).slice(0, 500) })
    await engine.draw(long)
    const start = performance.now()
    await engine.draw(long)
    expect(performance.now() - start).toBeLessThan(templateLimits.compileMs)
  })

  it('that is not allowed is not drawn', async () => {
    await expect(engine.draw(own('<script>1</script>'))).rejects.toThrow(Failure)
  })
})

it('names the characters that no font can draw', async () => {
  expect((await draw('course', { holderName: '张🙂伟' })).missing).toEqual(['🙂'])
})

it.each([...'䶮㛃㼆䜣𬍛𫖯𬭎𨱏𠮷үұқəğşİı'])('the rare character %s is drawn, and not as the empty box of a missing one', async char => {
  const letter = async (text: string) =>
    /<path id="g0" d="([^"]+)"/.exec((await engine.draw(own('<p class="name">{{holderName}}</p>', builtinStyle, { holderName: text }))).svg)?.[1]
  expect(await letter(char)).not.toBe(await letter('\u{10ffff}'))
})
const builtinStyle =
  ".name{font-family:'Cert Serif','Cert Serif Ext','Cert Serif JP';font-weight:700;font-size:40px}.is-ext{font-family:'Cert Serif Ext','Cert Serif','Cert Serif JP'}"
