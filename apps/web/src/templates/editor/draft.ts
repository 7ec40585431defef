import { assetIdOf } from '@wallet/shared/templates/assetName'
import { ownForms, orientationOf, type Design } from '@wallet/shared/templates/designs'
import { draftOf } from '@wallet/shared/templates/draft'
import type { Template, TemplateDraft } from '@wallet/shared/templates/template'

/** What a new template begins with: one of our designs, or an empty sheet. */
export type Beginning = Design | 'blank'
export const beginnings = ['course', 'exam', 'achievement', 'blank'] as const

const blankHtml = `<section class="sheet">
  <h1 class="kind">证书</h1>
  <p class="name fit">{{holderName}}</p>
  <h2 class="title fit-2">{{title}}</h2>
  <p class="no">{{certificateNo}}　{{issuedAt}}</p>
  <img class="qr" src="{{qr}}" alt="">
</section>
`
const blankStyle = `.sheet { position: relative; width: 1188px; height: 840px; padding: 96px; background-color: #ffffff; font-family: 'Cert Sans', 'Cert Serif Ext', 'Cert Serif JP'; color: #1c1f24; text-align: center }
.sheet h1, .sheet h2, .sheet p { margin: 0 }
.kind { font-family: 'Cert Serif'; font-weight: 700; font-size: 66px; line-height: 88px; letter-spacing: 14px }
.sheet .name { margin-top: 72px; font-family: 'Cert Serif', 'Cert Serif Ext', 'Cert Serif JP'; font-weight: 700; font-size: 52px; line-height: 76px; white-space: nowrap }
.sheet .title { margin-top: 32px; font-size: 30px; line-height: 42px }
.no { position: absolute; left: 96px; top: 736px; font-size: 16px; line-height: 24px }
.qr { position: absolute; left: 969px; top: 637px; width: 123px; height: 123px }
`
/** A new one stands last, until it is put elsewhere. */
const empty = { logoUrl: null, sealUrl: null, validityMonths: null, numberPrefix: null, isActive: true, sortOrder: 9_999 } as const

export const copyOf = <T>(thing: T): T => JSON.parse(JSON.stringify(thing)) as T

/** A new template, not yet named as anybody would call it. */
export const beginWith = (beginning: Beginning, name: string): TemplateDraft =>
  beginning === 'blank'
    ? { ...empty, name, type: 'course', orientation: 'landscape', backgroundUrl: null, form: null, templateHtml: blankHtml, templateStyle: blankStyle }
    : {
        ...{ ...empty, name, type: beginning, orientation: orientationOf[beginning], backgroundUrl: `builtin:${beginning}` },
        ...{ form: copyOf(ownForms[beginning]) as TemplateDraft['form'], templateHtml: '', templateStyle: '' },
      }

/** A template as it is opened in the editor. */
export const openedDraft = (template: Template): TemplateDraft => withOwnPictures(copyOf(draftOf(template)))

/** Pictures of a design are kept in its colours; in the form, they are simply its own. */
const withOwnPictures = (draft: TemplateDraft): TemplateDraft => {
  const { form, backgroundUrl, logoUrl, sealUrl } = draft
  if (!form) return draft
  const uploaded = (name: string | null) => (assetIdOf(name) === null ? null : name)
  return {
    ...draft,
    backgroundUrl: backgroundUrl && (uploaded(backgroundUrl) ?? `builtin:${form.design}`),
    logoUrl: uploaded(logoUrl),
    sealUrl: uploaded(sealUrl),
  }
}

/** Whether two drafts say the same; where there is a form, the texts composed from it do not count. */
export const isSame = (one: TemplateDraft, other: TemplateDraft): boolean => JSON.stringify(essence(one)) === JSON.stringify(essence(other))
const essence = (draft: TemplateDraft) => {
  const told = draft.form ? { ...draft, templateHtml: '', templateStyle: '' } : draft
  return Object.entries(told).sort(([one], [other]) => (one < other ? -1 : 1))
}
