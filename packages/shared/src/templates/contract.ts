import { z } from 'zod'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { Template, TemplateDraft, TemplatePreview } from './template.ts'

const params = z.object({ id: z.coerce.number().int().positive() })

export const templates = {
  /** Templates by their order, then the older first. */
  list: endpoint({
    method: 'GET',
    path: '/api/templates',
    access: 'issuer',
    summary: 'Templates',
    query: z.strictObject({ type: CertificateTypeField.optional(), isActive: z.stringbool().optional(), ...pageQuery }),
    returns: pageOf(Template),
  }),
  /** One template in its newest version. */
  get: endpoint({
    method: 'GET',
    path: '/api/templates/:id',
    access: 'issuer',
    summary: 'One template',
    params,
    returns: Template,
    problems: ['template_not_found'],
  }),
  /** Refused with every reason, line and column, where it contains what is not allowed. */
  create: endpoint({
    method: 'POST',
    path: '/api/templates',
    access: 'issuer',
    summary: 'Create a template',
    body: TemplateDraft,
    returns: Template,
    status: [201],
    problems: ['template_refused', 'render_timeout'],
  }),
  /** Makes a new version; what was issued keeps its own. With `version`, only if that is still the newest. */
  update: endpoint({
    method: 'PUT',
    path: '/api/templates/:id',
    access: 'issuer',
    summary: 'Change a template (a new version)',
    params,
    body: TemplateDraft.extend({ version: z.int().positive().optional().describe('The version that was changed; another one is there: 409') }),
    returns: Template,
    problems: ['template_not_found', 'template_changed', 'template_refused', 'render_timeout'],
  }),
  /** A copy, not yet in use. */
  duplicate: endpoint({
    method: 'POST',
    path: '/api/templates/:id/duplicate',
    access: 'issuer',
    summary: 'Copy a template',
    params,
    returns: Template,
    status: [201],
    problems: ['template_not_found'],
  }),
  /** The picture a draft would give; nothing is kept. */
  preview: fileEndpoint({
    method: 'POST',
    path: '/api/templates/preview',
    access: 'issuer',
    summary: 'Draw a template with sample data',
    body: TemplatePreview,
    contentType: 'image/svg+xml',
    problems: ['template_refused', 'render_timeout', 'certificate_overflows', 'certificate_undrawable'],
  }),
  /** The newest version drawn with sample data (张伟): the thumbnail in lists. */
  specimen: fileEndpoint({
    method: 'GET',
    path: '/api/templates/:id/specimen.svg',
    access: 'issuer',
    summary: 'A template drawn with sample data',
    params,
    contentType: 'image/svg+xml',
    problems: ['template_not_found', 'template_refused', 'certificate_overflows', 'certificate_undrawable', 'render_timeout'],
  }),
}
