import type { Template } from '@wallet/shared/templates/template'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

const key = `${mine}issue.template`

/** The template that was issued with last on this device, where it is among these; it goes when the person signs out. */
export const lastTemplate = (among: readonly Pick<Template, 'id'>[]): number | null => among.find(({ id }) => id === recall(key))?.id ?? null
export const rememberTemplate = (id: number): void => keep(key, id)
