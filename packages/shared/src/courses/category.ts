/** What courses, exams and questions are about: 合规, 安全, 服务, 管理, 产品. */
export const courseCategories = ['compliance', 'safety', 'service', 'management', 'product'] as const
export type CourseCategory = (typeof courseCategories)[number]

/** What a lesson is made of; all but text need a file beside their words. */
export const lessonKinds = ['text', 'picture', 'video', 'document'] as const
export type LessonKind = (typeof lessonKinds)[number]

/** The designs of a book's cover. */
export const courseCovers = ['jade', 'navy', 'seal', 'ochre', 'slate', 'plum'] as const
export type CourseCover = (typeof courseCovers)[number]
