import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { plainText } from '../text.ts'
import { Person } from './person.ts'

export const people = {
  /** People by part of name or by beginning of employee number, active ones, for choosing a holder. */
  search: endpoint({
    method: 'GET',
    path: '/api/people',
    access: 'issuer',
    summary: 'Find active people by name or employee number',
    query: z.strictObject({ q: plainText(100).optional(), ...pageQuery }),
    returns: pageOf(Person),
  }),
}
