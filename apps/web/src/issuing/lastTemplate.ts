import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

const key = `${mine}issue.template`

/** The template that was issued from last, where it is still among these. */
export const lastTemplateIn = (templates: readonly { readonly id: number }[]): number | null => templates.find(({ id }) => id === recall(key))?.id ?? null
export const rememberTemplate = (id: number): void => keep(key, id)
