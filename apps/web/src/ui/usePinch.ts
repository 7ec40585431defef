import { computed, reactive, type CSSProperties } from 'vue'

const limits = { least: 1, most: 6 }
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
interface Finger {
  x: number
  y: number
}

/** Moves and magnifies a picture with one finger, two fingers, a wheel or the keyboard. */
export const usePinch = () => {
  const view = reactive({ scale: 1, x: 0, y: 0, turn: 0 })
  const fingers = new Map<number, Finger>()
  let lastTap = 0

  const bound = () => {
    const room = { x: (innerWidth * (view.scale - 1)) / 2, y: (innerHeight * (view.scale - 1)) / 2 }
    view.x = clamp(view.x, -room.x, room.x)
    view.y = clamp(view.y, -room.y, room.y)
  }
  const zoom = (factor: number) => {
    const scale = clamp(view.scale * factor, limits.least, limits.most)
    view.x *= scale / view.scale
    view.y *= scale / view.scale
    view.scale = scale
    bound()
  }
  const move = (dx: number, dy: number) => {
    view.x += dx
    view.y += dy
    bound()
  }
  const reset = () => Object.assign(view, { scale: 1, x: 0, y: 0 })
  /** As at first, turned by so many degrees. */
  const begin = (turn: number) => Object.assign(reset(), { turn })
  const rotate = () => {
    reset()
    view.turn = (view.turn + 270) % 360
  }

  const spread = () => {
    const [a, b] = [...fingers.values()]
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0
  }
  const down = (event: PointerEvent) => {
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const isSecondTap = fingers.size === 1 && event.timeStamp - lastTap < 300
    lastTap = fingers.size === 1 ? event.timeStamp : 0
    if (isSecondTap) void (view.scale > 1 ? reset() : zoom(2.5))
  }
  const drag = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId)
    if (!finger) return
    const before = spread()
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y]
    Object.assign(finger, { x: event.clientX, y: event.clientY })
    if (fingers.size === 2 && before > 0) zoom(spread() / before)
    move(dx / fingers.size, dy / fingers.size)
  }
  const up = (event: PointerEvent) => void fingers.delete(event.pointerId)
  const wheel = (event: WheelEvent) => zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15)

  const keys: Readonly<Record<string, () => void>> = {
    '+': () => zoom(1.25),
    '=': () => zoom(1.25),
    '-': () => zoom(0.8),
    r: rotate,
    ArrowLeft: () => move(40, 0),
    ArrowRight: () => move(-40, 0),
    ArrowUp: () => move(0, 40),
    ArrowDown: () => move(0, -40),
  }
  const style = computed((): CSSProperties => ({ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale}) rotate(${view.turn}deg)` }))
  const isTurned = computed(() => view.turn % 180 !== 0)
  return {
    style,
    isTurned,
    zoom,
    rotate,
    begin,
    key: (event: KeyboardEvent) => keys[event.key]?.(),
    hands: { pointerdown: down, pointermove: drag, pointerup: up, pointercancel: up, wheel },
  }
}
