import type { specimenWidths } from '@wallet/shared/courses/category'

/** The certificate that a course earns, made out to nobody. */
export const specimenUrl = (courseId: number, width: (typeof specimenWidths)[number]): string => `/api/courses/${courseId}/specimen.webp?width=${width}`
