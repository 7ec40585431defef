import { isInWeChat } from '../ui/inWeChat.ts'

/** What the place can do in which the picture is shown. */
export interface Surroundings {
  readonly userAgent: string
  /** Whether the system's share sheet takes a file. */
  readonly canShare: boolean
  readonly hasTouch: boolean
}
/** The ways in which a picture can leave the product here. */
export interface Ways {
  readonly share: boolean
  readonly hold: boolean
  readonly download: boolean
}

/** The share sheet first; in WeChat, holding the picture; otherwise a download. */
export const waysOut = ({ userAgent, canShare, hasTouch }: Surroundings): Ways => ({
  share: canShare,
  hold: isInWeChat(userAgent) || hasTouch,
  download: !isInWeChat(userAgent) && !(canShare && hasTouch),
})
