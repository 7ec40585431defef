import type { LessonKind } from '@wallet/shared/courses/category'
import type { IconName } from '../../ui/icons.ts'

export const kindIcons: Readonly<Record<LessonKind, IconName>> = { text: 'file', picture: 'image', video: 'play', document: 'download' }
