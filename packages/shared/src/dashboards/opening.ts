import type { BadgeCategory } from '../badges/category.ts'

/** What a number opens: the people behind it, within the unit that is looked at or, where `unitId` says so, below it. */
export type Opening =
  /** All active people. */
  | { readonly of: 'people' }
  /** Who was active today, this week or this month. */
  | { readonly of: 'active'; readonly period: 'day' | 'week' | 'month' }
  /** People who miss a required certificate, or any where `templateId` is null. */
  | { readonly of: 'missing'; readonly unitId: number; readonly templateId: number | null }
  /** Certificates that end within so many days, with their holders. */
  | { readonly of: 'expiring'; readonly withinDays: number }
  /** Attempts at an exam, the failed ones first. */
  | { readonly of: 'exam'; readonly examId: number }
  /** Certificates issued in a local month (`2026-11`) or on a local day (`2026-11-23`); all that were ever issued where it is null. */
  | { readonly of: 'issued'; readonly when: string | null }
  /** Certificates that were revoked. */
  | { readonly of: 'revoked' }
  /** Time learnt this month by people of a unit. */
  | { readonly of: 'learning'; readonly unitId: number }
  /** Holders of badges of a category. */
  | { readonly of: 'badges'; readonly category: BadgeCategory }
  /** People in a course. */
  | { readonly of: 'course'; readonly courseId: number }
  /** What one person holds of all that is required of them. */
  | { readonly of: 'person'; readonly employeeNo: string }
