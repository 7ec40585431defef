import { z } from 'zod'
import { Certificate, CertificateTypeField } from '../certificates/certificate.ts'
import { statuses } from '../certificates/status.ts'
import { endpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { plainText } from '../text.ts'

/** A day on which something could have been issued. */
const day = z.iso.date().refine(text => text >= '1970-01-01', 'is too early')

export const issuing = {
  /** Everything issued, newest first; `q` looks in holder, title and number; `from` and `to` are days of issue, inclusive, in the organisation's zone. */
  issued: endpoint({
    method: 'GET',
    path: '/api/issued',
    access: 'issuer',
    summary: 'Everything issued',
    query: z.strictObject({
      type: CertificateTypeField.optional(),
      status: z.enum(statuses).optional(),
      templateId: z.coerce.number().int().positive().optional(),
      unitId: z.coerce.number().int().positive().optional(),
      q: plainText(100).optional(),
      from: day.optional(),
      to: day.optional(),
      ...pageQuery,
    }),
    returns: pageOf(Certificate),
  }),
}
