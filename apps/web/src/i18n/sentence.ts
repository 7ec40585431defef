/** What fills a sentence's placeholders; `n` also chooses singular or plural. */
export type Fill = Readonly<Record<string, string | number>>

/** `'{n} day | {n} days'` with `{ n: 2 }` → `2 days`. A placeholder without a value stays as it is, so that it is seen. */
export const sentence = (pattern: string, fill: Fill = {}): string => {
  const [one = '', many = one] = pattern.split(' | ')
  return (fill['n'] === 1 ? one : many).replace(/\{(\w+)\}/g, (whole, name: string) => String(fill[name] ?? whole))
}
