import type { Template } from '@wallet/shared/templates/template'
import { api } from '../api/api.ts'

/** All there are, or all in use: rarely more than some hundred, and whoever chooses one has to find it. */
export const allTemplates = async (filter: { readonly isActive?: 'true' } = {}): Promise<readonly Template[]> => {
  const found: Template[] = []
  let cursor: string | null | undefined
  do {
    const page = await api.templates.list({ query: { ...filter, limit: 100, ...(cursor && { cursor }) } })
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return found
}
