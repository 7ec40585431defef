import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { describe, expect, it, vi } from 'vitest'
import { parseMarkdown } from './markdown.ts'
import { renderMarkdown } from './renderMarkdown.ts'

const t = (key: string, fill: object = {}) => (key === 'lesson.elsewhere' ? `${Object.values(fill).join('（')}）` : key)
const html = async (body: string) =>
  (await renderToString(createSSRApp({ render: () => renderMarkdown(parseMarkdown(body), t, 'https://wallet.example') }))).replace(/<!--[[\]]?-->/g, '')

describe('a lesson’s text', () => {
  it.each([
    ['ends emphasis between Chinese characters', '**金额拆得很碎。**同一天', '<p><strong>金额拆得很碎。</strong>同一天</p>'],
    ['begins below the title of the page', '### 三个信号\n\n#### 第一个', '<h2>三个信号</h2><h3>第一个</h3>'],
    ['keeps characters that markup is made of', 'a < b &amp; c > d', '<p>a &lt; b &amp; c &gt; d</p>'],
    ['counts steps from where they begin', '3. 提\n4. 拔', '<ol start="3" style="counter-reset:n 2;"><li>提</li><li>拔</li></ol>'],
    ['lists', '- **冷却**：用水\n- 窒息', '<ul><li><strong>冷却</strong>：用水</li><li>窒息</li></ul>'],
    ['quotes', '> **记住**：背后留门。', '<blockquote><p><strong>记住</strong>：背后留门。</p></blockquote>'],
    ['knows emphasis, code and breaks', '*慢* `code`  \n下一行', '<p><em>慢</em> <code>code</code><br>下一行</p>'],
    ['links to pages of ours', '[证书](/certificates)', '<p><a class="cp" href="/certificates">证书</a></p>'],
    ['names other hosts as text', '[官网](https://example.com/a)', '<p>官网（https://example.com/a）</p>'],
    ['names a bare address once', '<https://example.com>', '<p>https://example.com</p>'],
    ['shows pictures of ours', '![三角形](/api/media/x)', '<p><img class="figure" src="/api/media/x" alt="三角形" loading="lazy" decoding="async"></p>'],
    ['asks no other host for a picture', '![三角形](https://example.com/x.png)', '<p>三角形</p>'],
    ['asks nobody under our name for a picture', '![a](//example.com/x.png) ![b](data:image/png;base64,x)', '<p>a b</p>'],
    ['knows where a reference leads', '[a][1] ![b][2]\n\n[1]: /me\n[2]: http://x.example/y', '<p><a class="cp" href="/me">a</a> b</p>'],
  ])('%s', async (_, body, expected) => expect(await html(body)).toBe(expected))

  it.each([
    ['quotes', '>'.repeat(2_000)],
    ['emphasis', `${'**'.repeat(600)}a${'**'.repeat(600)}`],
  ])('is drawn however deep its %s go', async (_, deep) => expect(await html(`${deep}\n\nb`)).toMatch(/….*<p>b<\/p>$/))

  it('is drawn on phones that have no URL.parse yet', async () => {
    class OlderUrl extends URL {}
    Object.assign(OlderUrl, { parse: undefined, canParse: undefined })
    vi.stubGlobal('URL', OlderUrl)
    expect(await html('[证书](/certificates)').finally(() => vi.unstubAllGlobals())).toContain('href="/certificates"')
  })

  it('has tables that can be scrolled', async () => {
    expect(await html('| 类别 | 用 |\n|---|--:|\n| A | 水 |')).toBe(
      '<div class="wide" tabindex="0" role="region" aria-label="lesson.table"><table><thead><tr><th scope="col">类别</th><th class="right" scope="col">用</th></tr></thead><tbody><tr><td>A</td><td class="right">水</td></tr></tbody></table></div>',
    )
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="alert(1)">b</b>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt&#58;alert(1))',
    '[a](data:text/html,<script>alert(1)</script>)',
    '![a](javascript:alert(1))',
    '[a](//evil.example)',
    '[a](/..//evil.example)',
    '[a](.//evil.example)',
    '[a](https://wallet.example//evil.example)',
    '![a](/..//evil.example/x.png)',
    '[a](blob:https://wallet.example/x)',
    String.raw`[a](\\\\evil.example)`,
    '[a](https://wallet.example@evil.example/)',
    '<svg/onload=alert(1)>',
    '`<script>`',
    '```\n<script>alert(1)</script>\n```',
    '| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:1) |',
  ])('is text and nothing else: %s', async body => {
    const drawn = await html(body)
    expect(drawn.match(/<(\w+)/g)?.filter(tag => !/^<(p|pre|code|div|table|thead|tbody|tr|th|td)$/.test(tag)) ?? []).toEqual([])
    expect(drawn).not.toMatch(/<[^>]*\b(href|src|on\w+)=/)
  })
})
