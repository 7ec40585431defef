import type { ProblemCode } from '@wallet/shared/problem'
import type { authoringZhCN } from './authoring.zh-CN.ts'
import type { growthZhCN } from './growth.zh-CN.ts'
import type { zhCN } from './zh-CN.ts'

type Widen<T> = T extends string ? string : { readonly [Key in keyof T]: Widen<T[Key]> }
type Paths<T> = { [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Paths<T[Key]>}` }[keyof T & string]

/** What a language has to say: everything Chinese says, and words for every problem code. */
export type Shape = Widen<typeof zhCN> & { readonly problem: Readonly<Record<ProblemCode, string>> }
/** What it has to say to authors, which is fetched later. */
export type AuthoringWords = Widen<typeof authoringZhCN>
/** What it has to say of growth, which is fetched later. */
export type GrowthWords = Widen<typeof growthZhCN>
/** The dotted name of a sentence, e.g. `wallet.title`; any other does not compile. */
export type WordKey = Paths<typeof zhCN> | Paths<typeof authoringZhCN> | Paths<typeof growthZhCN>
