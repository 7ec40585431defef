import { z } from 'zod'
import { Certificate, CertificateTypeField } from '../certificates/certificate.ts'
import { statuses } from '../certificates/status.ts'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { UnitRef } from '../people/person.ts'
import { pathId } from '../publication.ts'
import { plainText } from '../text.ts'

/** A day on which something could have been issued. */
const day = z.iso.date().refine(text => text >= '1970-01-01', 'is too early')
/** `q` looks in holder, employee number, title and number; a unit is meant with all below it; `from` and `to` are days of issue, inclusive, in the organisation's zone. */
const filter = {
  type: CertificateTypeField.optional(),
  status: z.enum(statuses).optional(),
  templateId: pathId.optional(),
  unitId: pathId.optional(),
  q: plainText(100).optional(),
  from: day.optional(),
  to: day.optional(),
}
const IssuedFilter = z.strictObject(filter)
export type IssuedFilter = z.infer<typeof IssuedFilter>

/** Everything that was issued, as issuers see it. */
export const issuing = {
  /** Everything issued, newest first. */
  issued: endpoint({
    method: 'GET',
    path: '/api/issued',
    access: 'issuer',
    summary: 'Everything issued',
    query: z.strictObject({ ...filter, ...pageQuery }),
    returns: pageOf(Certificate),
  }),
  /** How many there are, and how many of them a filter lets through. */
  count: endpoint({
    method: 'GET',
    path: '/api/issued/count',
    access: 'issuer',
    summary: 'How much was issued',
    query: IssuedFilter,
    returns: z.object({ matching: z.int(), total: z.int() }),
  }),
  /** What it can be narrowed down to: templates, also those out of use, and units from the top down; `depth` is 0 at the top. */
  choices: endpoint({
    method: 'GET',
    path: '/api/issued/choices',
    access: 'issuer',
    summary: 'Templates and units to filter by',
    returns: z.object({ templates: z.array(z.object({ id: z.int(), name: z.string() })), units: z.array(UnitRef.extend({ depth: z.int() })) }),
  }),
  /** All that a filter lets through, newest first, as a file for spreadsheets in the language of whoever asks. That it was taken stands in the trail. */
  file: fileEndpoint({
    method: 'GET',
    path: '/api/issued.csv',
    access: 'issuer',
    summary: 'Everything issued (CSV)',
    query: IssuedFilter,
    contentType: 'text/csv; charset=utf-8',
    problems: ['forbidden'],
  }),
}
