/** How drawing a certificate can be refused: a text that does not fit, characters no font has, a picture that is gone, no answer in time. */
export const drawing = ['certificate_overflows', 'certificate_undrawable', 'asset_not_found', 'render_timeout'] as const
