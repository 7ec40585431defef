/** How long the random id of a picture is, in hexadecimal digits. */
export const assetIdLength = 24
const prefix = 'asset:'
/** The name of an uploaded picture, as a pattern. */
export const assetNamePattern = `${prefix}[0-9a-f]{${assetIdLength}}`
const wholeName = new RegExp(`^${assetNamePattern}$`)

/** How a picture that was uploaded is named in a template. */
export const assetName = (id: string): string => prefix + id

/** The id of the uploaded picture that a name stands for; null where it stands for none: for what is built in, or nothing. */
export const assetIdOf = (name: string | null): string | null => (name !== null && wholeName.test(name) ? name.slice(prefix.length) : null)
