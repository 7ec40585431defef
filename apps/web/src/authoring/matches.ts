import type { AuthoredRow } from '@wallet/shared/authoring'

/** Whether what is typed stands in a title, of either language. */
export const matches = ({ title, englishTitle }: Pick<AuthoredRow, 'title' | 'englishTitle'>, typed: string): boolean =>
  `${title}\n${englishTitle}`.toLowerCase().includes(typed.trim().toLowerCase())
