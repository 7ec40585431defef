/** Why there is no picture: not allowed, no camera, in use by something else, or a page that the browser does not trust with one. */
export type CameraTrouble = 'denied' | 'missing' | 'busy' | 'insecure'
/** `resting` until somebody wants it; `away` while the page cannot be seen. */
export type CameraState = 'resting' | 'starting' | 'looking' | 'away' | CameraTrouble
export type CameraEvent = 'start' | 'opened' | 'lost' | 'hidden' | 'shown' | CameraTrouble

const next: Readonly<Record<CameraEvent, { readonly from: readonly CameraState[]; readonly to: CameraState }>> = {
  start: { from: ['resting', 'denied', 'missing', 'busy', 'insecure'], to: 'starting' },
  opened: { from: ['starting'], to: 'looking' },
  lost: { from: ['looking'], to: 'busy' },
  hidden: { from: ['starting', 'looking'], to: 'away' },
  shown: { from: ['away'], to: 'starting' },
  denied: { from: ['starting', 'looking'], to: 'denied' },
  missing: { from: ['starting'], to: 'missing' },
  busy: { from: ['starting'], to: 'busy' },
  insecure: { from: ['starting'], to: 'insecure' },
}

/** What becomes of a camera when something happens; what does not concern it now changes nothing. */
export const nextState = (state: CameraState, event: CameraEvent): CameraState => (next[event].from.includes(state) ? next[event].to : state)

export const isTrouble = (state: CameraState): state is CameraTrouble => ['denied', 'missing', 'busy', 'insecure'].includes(state)

/** What a browser's refusal means for a person. */
export const troubleOf = (thrown: unknown): CameraTrouble => {
  const name = thrown instanceof Error ? thrown.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return ['NotFoundError', 'OverconstrainedError', 'NotSupportedError'].includes(name) ? 'missing' : 'busy'
}
