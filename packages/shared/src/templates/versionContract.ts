import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { pathId } from '../publication.ts'
import { drawing } from './drawing.ts'
import { Template, TemplateVersion, TemplateVersionRow } from './template.ts'

/** Which template. */
export const params = z.object({ id: pathId })
const versionParams = params.extend({ version: z.coerce.number().int().positive() })
/** Which version was changed, so that nobody's change goes unseen. */
export const basedOn = { version: z.int().positive().optional().describe('The version that was changed; another one is there: 409') }

/** What a template was before, and back to it. */
export const templateVersions = {
  /** The versions of a template, the newest first. */
  versions: endpoint({
    method: 'GET',
    path: '/api/templates/:id/versions',
    access: 'issuer',
    summary: 'The versions of a template',
    params,
    query: z.strictObject(pageQuery),
    returns: pageOf(TemplateVersionRow),
    problems: ['template_not_found'],
  }),
  /** One version as it was saved. */
  version: endpoint({
    method: 'GET',
    path: '/api/templates/:id/versions/:version',
    access: 'issuer',
    summary: 'One version of a template',
    params: versionParams,
    returns: TemplateVersion,
    problems: ['template_not_found'],
  }),
  /** Makes a new version that is like an earlier one; name, place in the order and whether it is in use stay. With `version`, only if that is still the newest. */
  restore: endpoint({
    method: 'POST',
    path: '/api/templates/:id/versions/:version/restore',
    access: 'issuer',
    summary: 'Go back to a version of a template (a new version)',
    params: versionParams,
    body: z.strictObject(basedOn),
    returns: Template,
    problems: ['template_not_found', 'template_changed', 'template_refused', ...drawing],
  }),
  /** One version drawn with sample data (张伟). */
  versionSpecimen: fileEndpoint({
    method: 'GET',
    path: '/api/templates/:id/versions/:version/specimen.svg',
    access: 'issuer',
    summary: 'A version of a template drawn with sample data',
    params: versionParams,
    contentType: 'image/svg+xml',
    problems: ['template_not_found', 'template_refused', ...drawing],
  }),
}
