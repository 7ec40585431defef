/** Questions that were just imported, for an exam that is to be made of them; taken once. */
let fresh: readonly number[] = []

export const keepForExam = (questionIds: readonly number[]): void => {
  fresh = questionIds
}

export const takeForExam = (): readonly number[] => {
  const taken = fresh
  fresh = []
  return taken
}
