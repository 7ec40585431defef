/** What courses, exams and questions are about: 合规, 安全, 服务, 管理, 产品. */
export const courseCategories = ['compliance', 'safety', 'service', 'management', 'product'] as const
export type CourseCategory = (typeof courseCategories)[number]

/** What a lesson is made of; all but text need a file beside their words. */
export const lessonKinds = ['text', 'picture', 'video', 'document'] as const
export type LessonKind = (typeof lessonKinds)[number]

/** The designs of a book's cover. */
export const courseCovers = ['jade', 'navy', 'seal', 'ochre', 'slate', 'plum'] as const
export type CourseCover = (typeof courseCovers)[number]

/** In pixels: as it stands on the page of a course, on the cover of an exam, and enlarged. */
export const specimenWidths = [320, 640, 1200] as const
/** How the shelf may be sorted; the first is as the training office put it. */
export const courseOrders = ['recommended', 'newest', 'popular', 'shortest'] as const
export type CourseOrder = (typeof courseOrders)[number]

/** How far one may be in a course: not begun, in the middle, through. */
export const courseStates = ['open', 'inProgress', 'completed'] as const
export type CourseState = (typeof courseStates)[number]
