import { fail } from '@wallet/shared/problem'
import type { Template, TemplatePreview } from '@wallet/shared/templates/template'
import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import { sampleOf, settledFacts, specimenFacts } from '../rendering/specimen.ts'
import { assetsOf, unknownPictures } from './pictures.ts'

type Preview = z.output<typeof TemplatePreview>
type Looks = Pick<Template, 'type' | 'backgroundUrl' | 'logoUrl' | 'sealUrl' | 'templateHtml' | 'templateStyle' | 'orientation'> & {
  readonly validityMonths?: number | null | undefined
  readonly numberPrefix?: string | null | undefined
}

const specimenUrl = (publicOrigin: string) => `${publicOrigin}/v/KPL-2026-0000-0000-0000`

/** Draws a design with sample data; a design that is not allowed is refused with every reason. */
export const drawPreview = async (
  deps: Pick<Deps, 'renderer' | 'config' | 'db' | 'files'>,
  design: Looks,
  sample: Preview['sample'] = {},
  sampleName: Preview['sampleName'] = 'usual',
): Promise<string> => {
  const { renderer, config } = deps
  const { type, backgroundUrl, logoUrl, sealUrl, templateHtml, templateStyle, orientation, validityMonths, numberPrefix } = design
  const settled = settledFacts(numberPrefix ?? config.numberPrefix, validityMonths)
  const assets = await assetsOf(deps, design)
  const errors = [...(await renderer.check({ templateHtml, templateStyle, assetNames: Object.keys(assets) })), ...unknownPictures(design, assets)]
  if (errors.length > 0) fail('template_refused', { errors })
  const { svg, overflows, missing } = await renderer.preview({
    ...{ type, backgroundUrl, logoUrl, sealUrl, templateHtml, templateStyle, orientation, assets },
    facts: specimenFacts(type, { issuerName: config.issuerName, ...sampleOf(sampleName), ...settled, ...definedOnly(sample) }),
    verifyUrl: specimenUrl(config.publicOrigin),
  })
  if (missing.length > 0) fail('certificate_undrawable', { detail: `No font can draw: ${missing.join(' ')}` })
  return overflows ? fail('certificate_overflows') : svg
}

const definedOnly = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]: NonNullable<T[K]> }
