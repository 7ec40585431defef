import { crc32 } from 'node:zlib'

/** A file as it stands in a ZIP. */
export interface ZippedFile {
  readonly name: string
  readonly bytes: Buffer
  readonly isUtf8: boolean
  readonly isStored: boolean
}

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

/** Reads a ZIP of stored files from its directory, as every program does; what is not whole is refused. */
export const readZip = (zip: Buffer): ZippedFile[] => {
  const end = zip.length - 22
  if (zip.readUInt32LE(end) !== endOfDirectory) throw new Error('the ZIP has no end')
  const files: ZippedFile[] = []
  for (let at = zip.readUInt32LE(end + 16); files.length < zip.readUInt16LE(end + 10);) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new Error('the directory is broken')
    const [nameLength, extraLength, commentLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString()
    if (crc32(bytes) !== zip.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`)
    files.push({ name, bytes, isUtf8: (zip.readUInt16LE(at + 8) & 0x800) !== 0, isStored: zip.readUInt16LE(at + 10) === 0 })
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}
