/** Single choice 单选, multiple choice 多选, true or false 判断. */
export const questionKinds = ['single', 'multiple', 'trueFalse'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What options are called, in the order in which they are written, or shown. */
export const optionKeys = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
export type OptionKey = (typeof optionKeys)[number]
