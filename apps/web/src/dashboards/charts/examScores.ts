import type { ExamBoard, ExamScores } from '@wallet/shared/dashboards/exams'
import { cell, type Chart, type Context, type Speech } from './chart.ts'
import { drawing } from './drawing.ts'
import { roomFor } from './ems.ts'
import { rowsIn } from './fitting.ts'
import { called, titleAbout } from './named.ts'
import { count, counted, decimal, percentDown, percentWords } from './numbers.ts'
import { door, line, rect, text, type Shape } from './shapes.ts'

const leastRow = 36
const binWidth = 2
const rateOf = ({ passed, attempts }: ExamScores) => percentDown(passed, attempts)
/** They come with the best first. */
const hardest = ({ exams }: ExamBoard) => exams.at(-1)

const titleOf = (exam: ExamScores, isOnly: boolean, speech: Speech) => {
  if (exam.passed === exam.attempts) return speech.say('dashboards.exams.allPassed')
  const percent = percentWords(rateOf(exam), speech.locale)
  return titleAbout(called(exam, speech), speech, name => speech.say(isOnly ? 'dashboards.exams.only' : 'dashboards.exams.hardest', { exam: name, percent }))
}

/** Exams with their pass rates, and the shape behind each: how many scored what, and where the pass mark stands. */
export const examScores: Chart<ExamBoard> = {
  title: (data, speech) => {
    const exam = hardest(data)
    return exam ? titleOf(exam, data.exams.length === 1, speech) : speech.say('dashboards.exams.none')
  },
  waitsFor: ({ exams }, { say }) => (exams.length === 0 ? say('dashboards.exams.waits') : null),
  twin: ({ exams }, speech) => ({
    head: [
      speech.say('dashboards.head.exam'),
      speech.say('dashboards.head.attempts'),
      speech.say('dashboards.head.passMark'),
      speech.say('dashboards.head.average'),
      speech.say('dashboards.head.passRate'),
    ],
    rows: exams.map(exam => [
      cell(called(exam, speech), { of: 'exam', examId: exam.examId }),
      cell(count(exam.attempts, speech.locale)),
      cell(count(exam.passMark, speech.locale)),
      cell(decimal(exam.average, speech.locale)),
      cell(percentWords(rateOf(exam), speech.locale)),
    ]),
  }),
  option: ({ exams }, context) => {
    const foot = 26 * context.u
    // The hardest come last, and are what has to be seen.
    const { shown, rowHeight } = rowsIn([...exams].reverse(), context.height - foot, leastRow * context.u)
    const rows = [...shown].reverse()
    const scale = scaleOf(rows, context)
    const left = exams.length - rows.length
    const isHardest = (exam: ExamScores) => exam === hardest({ exams }) && exam.passed < exam.attempts
    return drawing(context, [
      ...numbersOf(scale, context),
      ...restOf(left, scale, context),
      ...rows.flatMap((exam, index) => rowOf(exam, { y: index * rowHeight, height: rowHeight, isHot: isHardest(exam) }, scale, context)),
    ])
  },
}

interface Scale {
  readonly start: number
  readonly left: number
  readonly right: number
  readonly at: (score: number) => number
}

/** From the lowest score there is, in steps of twenty, and from 40 at the most. */
const scaleOf = (exams: readonly ExamScores[], context: Context): Scale => {
  const { u, width } = context
  const lowest = Math.min(...exams.map(({ bins }) => bins.findIndex(n => n > 0) * binWidth))
  const start = Math.max(0, Math.min(40, Math.floor(lowest / 20) * 20))
  const names = exams.map(exam => called(exam, context))
  const [left, right] = [Math.min(roomFor(names, 20) * u, 0.38 * width) + 12 * u, width - 86 * u]
  return { start, left, right, at: score => left + ((score - start) / (100 - start)) * (right - left) }
}

const numbersOf = ({ start, at }: Scale, context: Context): Shape[] => {
  const { tokens, u, height, say, locale } = context
  const scores = [0, 20, 40, 60, 80, 100].filter(score => score >= start)
  return scores.map(score =>
    text(context, [at(score), height - 11 * u], score === 100 ? say('dashboards.exams.score', { n: score }) : count(score, locale), {
      colour: tokens.sub,
      size: 18,
      align: score === start ? 'left' : 'center',
      room: 90 * u,
    }),
  )
}

/** The easiest may have no room: how many stands where nothing else does, below the names. */
const restOf = (n: number, { left }: Scale, context: Context): Shape[] => {
  const { tokens, u, height, say, locale } = context
  if (n === 0) return []
  return [text(context, [0, height - 11 * u], say('dashboards.exams.more', { n: counted(n, locale) }), { colour: tokens.sub, size: 18, room: left - 24 * u })]
}

interface Place {
  readonly y: number
  readonly height: number
  readonly isHot: boolean
}

const rowOf = (exam: ExamScores, place: Place, scale: Scale, context: Context): Shape[] => {
  const { tokens, u, width, locale } = context
  const { y, height, isHot } = place
  const [floor, middle] = [y + height - 4 * u, y + height / 2]
  return [
    text(context, [0, middle], called(exam, context), { colour: tokens.text, room: scale.left - 12 * u }),
    line([scale.left, floor], [scale.right, floor], tokens.line, Math.max(1, u)),
    ...binsOf(exam, place, scale, context),
    line([scale.at(exam.passMark), floor - height * 0.86], [scale.at(exam.passMark), floor + 3 * u], tokens.text, 2 * u),
    text(context, [width, middle], percentWords(rateOf(exam), locale), {
      colour: isHot ? tokens.accent : tokens.text,
      size: 24,
      isBold: true,
      align: 'right',
      room: 78 * u,
    }),
    door({ x: 0, y, width, height }, { of: 'exam', examId: exam.examId }),
  ]
}

const binsOf = ({ bins, passMark }: ExamScores, { y, height, isHot }: Place, { start, at }: Scale, { tokens, u }: Context): Shape[] => {
  const most = Math.max(1, ...bins)
  const floor = y + height - 4 * u
  const colourOf = (score: number) => (score < passMark ? tokens.quiet : isHot ? tokens.accent : tokens.mark)
  return bins.flatMap((n, index) => {
    const score = index * binWidth
    if (n === 0 || score < start) return []
    const tall = (n / most) * height * 0.8
    return [rect({ x: at(score), y: floor - tall, width: at(score + binWidth) - at(score) - Math.min(1, u), height: tall }, colourOf(score))]
  })
}
