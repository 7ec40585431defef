/** What can be asked for: a wrong name to be corrected, by its holder; a revocation, by an issuer where two have to agree. */
export const requestKinds = ['nameCorrection', 'revocation'] as const
export type RequestKind = (typeof requestKinds)[number]

/** How far a request has come; all but `open` are final. */
export const requestStates = ['open', 'approved', 'refused', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

/** Two pairs of eyes: whoever asked does not decide. */
export const mayDecide = (state: RequestState, isOwn: boolean): boolean => state === 'open' && !isOwn
