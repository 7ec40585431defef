import type { Orientation } from './stage.ts'

/** The built-in designs. A template may use any of them, whatever its certificates are for. */
export const designs = ['course', 'exam', 'achievement'] as const
export type Design = (typeof designs)[number]
/** How each lies on the stage. */
export const orientationOf: Readonly<Record<Design, Orientation>> = { course: 'landscape', exam: 'landscape', achievement: 'portrait' }

/** What a design is drawn in: its own colour, the colour of what is picked out, the seal's; `#rrggbb`. Shades follow from these. */
export const colourNames = ['primary', 'accent', 'seal'] as const
export type Colours = Readonly<Record<(typeof colourNames)[number], string>>
/** The colours that a design comes in. */
export const ownColours: Readonly<Record<Design, Colours>> = {
  course: { primary: '#0b6e5b', accent: '#b08a3c', seal: '#b3261e' },
  exam: { primary: '#12295c', accent: '#a8483f', seal: '#b3261e' },
  achievement: { primary: '#8a5a00', accent: '#a3281c', seal: '#a3281c' },
}
/** Colours that go together in every design: dark enough to be read on white paper. */
export const palettes = {
  jade: { primary: '#0b6e5b', accent: '#b08a3c', seal: '#b3261e' },
  indigo: { primary: '#12295c', accent: '#a8483f', seal: '#b3261e' },
  amber: { primary: '#8a5a00', accent: '#a3281c', seal: '#a3281c' },
  plum: { primary: '#5a2450', accent: '#a67c2d', seal: '#a3281c' },
  cinnabar: { primary: '#8b1e15', accent: '#a67c2d', seal: '#a3281c' },
  slate: { primary: '#2f3e4c', accent: '#8f6f2e', seal: '#b3261e' },
} as const satisfies Record<string, Colours>
export type Palette = keyof typeof palettes

/** The texts of a design, in Chinese and below or beside it in Latin letters, with the most characters each may have. */
export const textLimits = {
  heading: 12,
  headingLatin: 40,
  /** Before the name. */
  opening: 30,
  openingLatin: 60,
  /** After the name: what for. */
  sentence: 40,
  sentenceLatin: 70,
  /** Who issues it. */
  issuer: 60,
} as const
export type FormText = keyof typeof textLimits
/** Facts that a design shows where a certificate has them; the other facts are always there. */
export const shownFacts = ['score', 'completionRate', 'validUntil'] as const
export type ShownFact = (typeof shownFacts)[number]

/** A template as it is made by those who write no HTML. */
export interface TemplateForm {
  readonly design: Design
  readonly colours: Colours
  readonly texts: Readonly<Record<FormText, string>>
  readonly shows: Readonly<Record<ShownFact, boolean>>
}

/** Each design as it comes: the form with which it is itself. */
export const ownForms: Readonly<Record<Design, TemplateForm>> = {
  course: {
    design: 'course',
    colours: ownColours.course,
    texts: {
      heading: '结业证书',
      headingLatin: 'CERTIFICATE OF COMPLETION',
      opening: '兹证明',
      openingLatin: 'This is to certify that',
      sentence: '已修完下列课程全部内容，准予结业',
      sentenceLatin: 'has successfully completed the course',
      issuer: '{{issuerName}}',
    },
    shows: { score: true, completionRate: true, validUntil: true },
  },
  exam: {
    design: 'exam',
    colours: ownColours.exam,
    texts: {
      heading: '考试合格证书',
      headingLatin: 'EXAMINATION CERTIFICATE',
      opening: '兹证明',
      openingLatin: 'This is to certify that',
      sentence: '参加下列考试，成绩合格，特发此证',
      sentenceLatin: 'has passed the examination',
      issuer: '{{issuerName}}',
    },
    shows: { score: true, completionRate: false, validUntil: true },
  },
  achievement: {
    design: 'achievement',
    colours: ownColours.achievement,
    texts: {
      heading: '荣誉证书',
      headingLatin: 'CERTIFICATE OF ACHIEVEMENT',
      opening: '兹授予',
      openingLatin: 'This is proudly presented to',
      sentence: '特发此证，以资鼓励',
      sentenceLatin: 'in recognition of this achievement',
      issuer: '{{issuerName}}',
    },
    shows: { score: true, completionRate: false, validUntil: true },
  },
}
