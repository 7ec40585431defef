import { assetIdOf } from '@wallet/shared/templates/assetName'
import { orientationOf, ownForms, shownFacts, type FormText, type ShownFact } from '@wallet/shared/templates/designs'
import type { TemplateForm } from '@wallet/shared/templates/form'
import type { Template } from '@wallet/shared/templates/template'
import { builtinName, designSources } from '../rendering/builtin.ts'
import { tint } from '../rendering/tint.ts'

type Composed = Pick<Template, 'templateHtml' | 'templateStyle' | 'orientation'>
type Pictures = Pick<Template, 'backgroundUrl' | 'logoUrl' | 'sealUrl'>

/** Markup and style of a form: the files of its design with other texts, facts and colours in them. As the design comes, exactly those files. */
export const compose = (form: TemplateForm): Composed => ({
  templateHtml: withFacts(withTexts(designSources[form.design].html, form), form),
  templateStyle: isAsItComes(form) ? styleOf(form) : `${roomy(styleOf(form))}${roomFor[form.design]}${tight(form)}`,
  orientation: orientationOf[form.design],
})

/** The pictures beside a form: what was uploaded, else those of its design in its colours; none where there is to be none. */
export const picturesOf = (form: TemplateForm, { backgroundUrl, logoUrl, sealUrl }: Pictures): Pictures => {
  const own = builtinName(form.design, form.colours)
  const orOwn = (name: string | null) => (assetIdOf(name) === null ? own : name)
  return { backgroundUrl: backgroundUrl && orOwn(backgroundUrl), logoUrl: orOwn(logoUrl), sealUrl: orOwn(sealUrl) }
}

/** A draft as it is kept: where there is a form, composed from it. */
export const composed = <D extends Composed & Pictures & { readonly form: TemplateForm | null }>(draft: D): D =>
  draft.form ? { ...draft, ...compose(draft.form), ...picturesOf(draft.form, draft) } : draft

const escaped = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
const textsOf = ({ texts }: TemplateForm) => Object.entries(texts) as [FormText, string][]
const ownTexts = ({ design }: TemplateForm) => ownForms[design].texts
const isAsItComes = (form: TemplateForm) => textsOf(form).every(([name, text]) => text === ownTexts(form)[name])

/** Each text stands in its design once, as all that is between two tags. */
const withTexts = (html: string, form: TemplateForm) =>
  (isAsItComes(form) ? html : fitted(html)).replace(/>([^<>]+)</g, (whole, words: string) => {
    const place = textsOf(form).find(([name]) => ownTexts(form)[name] === words)
    return place ? `>${escaped(place[1])}<` : whole
  })

/** Lines of other words may be longer: they give way as names do. */
const fitted = (html: string) => html.replace(/class="(kind|kind-en|lead|close)"/g, 'class="$1 fit"')
/** What stands beside a line gives way with it, having no size of its own. */
const roomy = (style: string) => style.replace("font-family:'Cert Italic';font-size:16px", "font-family:'Cert Italic'")
/** A line that is as wide as its words would never be too narrow for them. */
const roomFor = {
  course: '',
  exam: '.lead{width:880px;text-align:center}\n',
  achievement: '.lead,.close{width:636px;text-align:center}\n',
} as const
/** Set as wide as in the design, a long heading would take two lines. */
const tight = ({ texts }: TemplateForm) => ([...texts.heading].length > 6 ? '.kind{letter-spacing:4px;padding-left:0}\n' : '')

const styleOf = (form: TemplateForm) => tint(designSources[form.design].style, form, ['primary', 'accent'])

const labels: Readonly<Record<ShownFact, string>> = { score: '成绩 Score', completionRate: '完成率 Completion', validUntil: '有效期至 Valid until' }
const factOf = (name: ShownFact) => `<div class="fact if-${name}"><p class="label">${labels[name]}</p><p class="value">{{${name}}}</p></div>\n`
const issued = '<div class="fact"><p class="label">颁发日期'

const withFacts = (html: string, { shows }: TemplateForm) =>
  shownFacts.reduce((so, name) => {
    const there = new RegExp(`<div class="fact if-${name}">.*\n`)
    if (!shows[name]) return so.replace(there, '')
    return there.test(so) ? so : so.replace(issued, factOf(name) + issued)
  }, html)
