import { expect, it } from 'vitest'
import { atMost, seenThrough, widened } from './areas.ts'

const stage = { left: 0, top: 0, width: 375, height: 600 }

it.each([
  [
    'a tall picture, cut above and below',
    { left: 50, top: 100, width: 275, height: 275 },
    stage,
    { width: 750, height: 1600 },
    { left: 100, top: 400, width: 550, height: 550 },
  ],
  [
    'a broad picture, cut on both sides',
    { left: 50, top: 100, width: 275, height: 275 },
    stage,
    { width: 1600, height: 1200 },
    { left: 525, top: 200, width: 550, height: 550 },
  ],
  ['all of it', stage, stage, { width: 750, height: 1200 }, { left: 0, top: 0, width: 750, height: 1200 }],
  [
    'a stage that is not at the corner',
    { left: 110, top: 120, width: 100, height: 100 },
    { left: 10, top: 20, width: 300, height: 300 },
    { width: 600, height: 600 },
    { left: 200, top: 200, width: 200, height: 200 },
  ],
  [
    'a window over the edge',
    { left: -50, top: 550, width: 200, height: 200 },
    stage,
    { width: 375, height: 600 },
    { left: 0, top: 550, width: 150, height: 50 },
  ],
])('what a window shows of a picture that covers its stage: %s', (_, window, shown, picture, area) => expect(seenThrough(window, shown, picture)).toEqual(area))

it.each([
  [{ width: 4000, height: 3000 }, 7_500_000, { width: 3162, height: 2372 }],
  [{ width: 12000, height: 9000 }, 7_500_000, { width: 3162, height: 2372 }],
  [{ width: 640, height: 480 }, 7_500_000, { width: 640, height: 480 }],
  [{ width: 100_000, height: 1 }, 100, { width: 3162, height: 1 }],
])('%j is looked at with at most %i points', (size, points, smaller) => expect(atMost(size, points)).toEqual(smaller))

it('an area grows and shrinks on every side', () => {
  const area = { left: 100, top: 200, width: 100, height: 200 }
  expect(widened(area, 0.5)).toEqual({ left: 50, top: 100, width: 200, height: 400 })
  expect(widened(area, -0.25)).toEqual({ left: 125, top: 250, width: 50, height: 100 })
})
