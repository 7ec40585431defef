export interface Size {
  readonly width: number
  readonly height: number
}
/** A part of a picture, or of the screen. */
export interface Area extends Size {
  readonly left: number
  readonly top: number
}

/** The part of a picture that a window shows, where the picture covers a stage and what sticks out is cut off on both sides. */
export const seenThrough = (window: Area, stage: Area, picture: Size): Area => {
  const scale = Math.max(stage.width / picture.width, stage.height / picture.height)
  const [left, top] = [
    (window.left - stage.left - (stage.width - picture.width * scale) / 2) / scale,
    (window.top - stage.top - (stage.height - picture.height * scale) / 2) / scale,
  ]
  return within({ left, top, width: window.width / scale, height: window.height / scale }, picture)
}

/** Wider by so much of it on every side; narrower where that is less than nothing. */
export const widened = ({ left, top, width, height }: Area, by: number): Area => ({
  left: left - width * by,
  top: top - height * by,
  width: width * (1 + 2 * by),
  height: height * (1 + 2 * by),
})

const within = ({ left, top, width, height }: Area, picture: Size): Area => {
  const [x, y] = [Math.max(0, left), Math.max(0, top)]
  return { left: x, top: y, width: Math.min(left + width, picture.width) - x, height: Math.min(top + height, picture.height) - y }
}

/** A size brought down to so many points; smaller ones stay as they are. Whole points, at least one. */
export const atMost = ({ width, height }: Size, points: number): Size => {
  const scale = Math.min(1, Math.sqrt(points / (width * height)))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
