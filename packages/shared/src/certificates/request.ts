/** What can be asked for: a wrong name to be corrected, by its holder; a revocation, by an issuer where two have to agree. */
export const requestKinds = ['nameCorrection', 'revocation'] as const
export type RequestKind = (typeof requestKinds)[number]

/** How far a request has come; all but `open` are final. */
export const requestStates = ['open', 'approved', 'refused', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

/** Two pairs of eyes: neither whoever asked nor whoever holds the certificate decides. Ids of people. */
export const mayDecide = (request: { readonly state: RequestState; readonly askedById: number; readonly holderId: number }, by: number): boolean =>
  request.state === 'open' && ![request.askedById, request.holderId].includes(by)
