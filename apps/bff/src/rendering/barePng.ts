/** All that a PNG needs to be seen. Texts and colour profiles may be packed: a few bytes that swell to gigabytes as soon as somebody reads them. */
const needed: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'sRGB', 'cHRM'])

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
/** Length before a chunk's data, name, and sum behind. */
const aroundData = 12

/** A PNG without what is not needed to see it: nothing of that is even unpacked. Other files as they are. */
export const barePng = (bytes: Uint8Array): Uint8Array => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!file.subarray(0, signature.length).equals(signature)) return bytes
  const kept: Buffer[] = [signature]
  for (let at = signature.length; at + aroundData <= file.length;) {
    const end = at + aroundData + file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    if (needed.has(name)) kept.push(file.subarray(at, end))
    if (name === 'IEND') break
    at = end
  }
  return Buffer.concat(kept)
}
