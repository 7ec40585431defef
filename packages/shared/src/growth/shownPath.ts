import { z } from 'zod'
import { Certificate, CertificateTypeField } from '../certificates/certificate.ts'
import { rowId } from '../publication.ts'
import { roadStates } from './road.ts'

const count = z.int().min(0)
const titles = { title: z.string(), englishTitle: z.string() }
const doneAt = z.iso.datetime().nullable()
const state = z.enum(roadStates)

/** One thing to do on my road, and how far I am. */
export const ShownNode = z
  .object({
    kind: z.enum(['course', 'exam', 'certificate']),
    id: rowId.describe('Of the course, the exam, or the template of the certificate'),
    ...titles,
    certificateType: CertificateTypeField.nullable().describe('Of the template, where the thing to do is to hold a certificate'),
    isRequired: z.boolean(),
    state,
    doneAt,
    minutes: z.int().nullable().describe('Of all lessons, or the time limit; null: none'),
    percent: z.number().min(0).max(100).nullable().describe('Lessons of a course that I have begun'),
    score: z.number().min(0).max(100).nullable().describe('My best pass'),
    certificate: Certificate.nullable().describe('The certificate of it that I hold and that is in force'),
    waitsFor: z
      .object({ id: rowId, ...titles })
      .nullable()
      .describe('The course that an exam waits for'),
  })
  .meta({ id: 'ShownNode' })
export type ShownNode = z.infer<typeof ShownNode>

/** A stage of my road; `required` counts its required things, `requiredDone` those that are done. */
export const ShownStage = z.object({ ...titles, state, doneAt, required: count, requiredDone: count, nodes: z.array(ShownNode) }).meta({ id: 'ShownStage' })
export type ShownStage = z.infer<typeof ShownStage>

/** My road along a path. */
export const ShownRoad = z
  .object({
    stages: z.array(ShownStage),
    done: count,
    total: count,
    here: count.nullable().describe('The stage I am working on, counted from 0; null: the last one has been reached'),
    toGo: count.describe('Required things left in that stage'),
  })
  .meta({ id: 'ShownRoad' })
export type ShownRoad = z.infer<typeof ShownRoad>

const pathLine = {
  id: rowId,
  ...titles,
  summary: z.string(),
  post: z.string().describe('The post 岗位 it is for'),
  isMine: z.boolean().describe('For my post'),
}
/** The path for my post, or the one asked for, and all that there are. */
export const GrowthView = z
  .object({
    post: z.string().nullable().describe('My post; null: nobody has said'),
    path: z.object(pathLine).nullable().describe('Null: there is none for my post'),
    road: ShownRoad.nullable(),
    paths: z.array(z.object(pathLine)),
  })
  .meta({ id: 'GrowthView' })
export type GrowthView = z.infer<typeof GrowthView>
