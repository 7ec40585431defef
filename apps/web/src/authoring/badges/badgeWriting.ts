import type { AuthoredBadge } from '@wallet/shared/badges/authoring'
import type { BadgeCategory, BadgeIcon } from '@wallet/shared/badges/category'
import type { BadgeRule } from '@wallet/shared/badges/condition'
import { api } from '../../api/api.ts'
import type { Authoring } from '../useEditor.ts'
import { blankRule, formOf, ruleOf, type RuleGroup } from './ruleForm.ts'

/** A badge as it is written. */
export interface BadgeDraft {
  title: string
  englishTitle: string
  summary: string
  category: BadgeCategory
  icon: BadgeIcon
  templateId: number | null
  isByHand: boolean
  /** What it takes where it is not given by hand. */
  rule: RuleGroup
}

const blank = (): BadgeDraft => ({
  ...{ title: '', englishTitle: '', summary: '', category: 'learning', icon: 'book', templateId: null },
  ...{ isByHand: false, rule: blankRule('learning') },
})

const draftOf = ({ title, englishTitle, summary, category, icon, templateId, rule }: AuthoredBadge): BadgeDraft => {
  const isByHand = 'manual' in rule
  return structuredClone({ title, englishTitle, summary, category, icon, templateId, isByHand, rule: isByHand ? blankRule(category) : formOf(rule) })
}

/** What the badge is given for; where nothing is written yet, that is what the server refuses. */
export const writtenRule = ({ isByHand, rule }: BadgeDraft): BadgeRule => (isByHand ? { manual: true } : (ruleOf(rule) ?? { all: [] }))
const contentOf = ({ isByHand, rule, ...told }: BadgeDraft) => structuredClone({ ...told, rule: toPlain(writtenRule({ ...told, isByHand, rule })) })
const toPlain = (rule: BadgeRule): BadgeRule => JSON.parse(JSON.stringify(rule))

/** How a badge is read and written. */
export const badgeWriting: Authoring<AuthoredBadge, BadgeDraft> = {
  blank,
  draftOf,
  load: id => api.badgeAuthoring.get({ params: { id } }),
  create: draft => api.badgeAuthoring.create({ body: contentOf(draft) }),
  save: (id, draft, version) => api.badgeAuthoring.update({ params: { id }, body: { ...contentOf(draft), version } }),
  publish: (id, version) => api.badgeAuthoring.publish({ params: { id }, body: { version } }),
  retire: id => api.badgeAuthoring.retire({ params: { id } }),
  asText: draft => [draft.title, draft.englishTitle, draft.summary, JSON.stringify(writtenRule(draft))].filter(text => text !== '').join('\n\n'),
}
