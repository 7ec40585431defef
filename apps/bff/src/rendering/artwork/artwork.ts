import { achievementSheet } from './achievementSheet.ts'
import { courseSheet } from './courseSheet.ts'
import { examSheet } from './examSheet.ts'
import { logo, roundSeal, squareSeal } from './seals.ts'

const organisation = { arc: '考培练企业学习认证中心', latin: 'KPL CERTIFICATION' }

/** Every drawn file of the built-in designs: mathematics only, no chance and no clock, so the same bytes every time. */
export const drawArtwork = (): Readonly<Record<string, string>> => ({
  'course-bg.svg': courseSheet(),
  'exam-bg.svg': examSheet(),
  'achievement-bg.svg': achievementSheet(),
  'seal-course.svg': squareSeal('#B3261E', '#FDFEFD', '考培练印'),
  'seal-exam.svg': roundSeal({ ...organisation, line: '考试专用章', colour: '#B3261E' }),
  'seal-achievement.svg': roundSeal({ ...organisation, line: '荣誉专用章', colour: '#A3281C' }),
  'logo-jade.svg': logo('#0B6E5B', '#07473B'),
  'logo-ink.svg': logo('#12295C', '#12295C'),
  'logo-gold.svg': logo('#8A5A00', '#5B3C06'),
})
