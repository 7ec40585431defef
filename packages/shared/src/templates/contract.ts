import { z } from 'zod'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { OrderBody } from '../authoring.ts'
import { drawing } from './drawing.ts'
import { ComposedForm, FormToCompose } from './form.ts'
import { templatePictures } from './pictureContract.ts'
import { Template, TemplateDraft, TemplatePreview } from './template.ts'
import { basedOn, params, templateVersions } from './versionContract.ts'

/** How certificates look: templates with their versions, and the pictures in them. */
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
  /**
   * Refused with every reason at once, where it contains what is not allowed: `path` says where (`templateHtml`, `templateStyle`, `backgroundUrl`,
   * `logoUrl`, `sealUrl`), then code, line, column and what else it takes to say it (see `refusal.ts`).
   */
  create: endpoint({
    method: 'POST',
    path: '/api/templates',
    access: 'issuer',
    summary: 'Create a template',
    body: TemplateDraft,
    returns: Template,
    status: [201],
    problems: ['template_refused', ...drawing],
  }),
  /** Makes a new version; what was issued keeps its own. With `version`, only if that is still the newest. */
  update: endpoint({
    method: 'PUT',
    path: '/api/templates/:id',
    access: 'issuer',
    summary: 'Change a template (a new version)',
    params,
    body: TemplateDraft.extend(basedOn),
    returns: Template,
    problems: ['template_not_found', 'template_changed', 'template_refused', ...drawing],
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
  /** Whether it can be issued with. Not a new version: nothing changes in how it looks. */
  use: endpoint({
    method: 'PUT',
    path: '/api/templates/:id/use',
    access: 'issuer',
    summary: 'Put a template to use, or take it out of use',
    params,
    body: z.strictObject({ isActive: z.boolean() }),
    returns: Template,
    problems: ['template_not_found'],
  }),
  /** Markup, style and pictures that a form is composed to; nothing is kept. From there on they can be written by hand. */
  compose: endpoint({
    method: 'POST',
    path: '/api/templates/compose',
    access: 'issuer',
    summary: 'Compose markup and style from a form',
    body: FormToCompose,
    returns: ComposedForm,
  }),
  /** Not a new version: lists show the new order at once; what is not named stays behind, in the order it had. */
  order: endpoint({
    method: 'PUT',
    path: '/api/templates/order',
    access: 'issuer',
    summary: 'Put templates in order',
    body: OrderBody,
    returns: z.object({ ids: z.array(z.int()).describe('All templates in their order') }),
    problems: ['invalid_request'],
  }),
  /**
   * The picture that a draft would give; nothing is kept. A newer one of the same person takes the place of one that still waits, which is
   * answered `too_many_requests`.
   */
  preview: fileEndpoint({
    method: 'POST',
    path: '/api/templates/preview',
    access: 'issuer',
    summary: 'Draw a template with sample data',
    body: TemplatePreview,
    contentType: 'image/svg+xml',
    problems: ['template_refused', 'too_many_requests', ...drawing],
  }),
  /** The newest version drawn with sample data (张伟): the thumbnail in lists. */
  specimen: fileEndpoint({
    method: 'GET',
    path: '/api/templates/:id/specimen.svg',
    access: 'issuer',
    summary: 'A template drawn with sample data',
    params,
    contentType: 'image/svg+xml',
    problems: ['template_not_found', 'template_refused', ...drawing],
  }),
  ...templateVersions,
  ...templatePictures,
}
