import { openDisk } from './disk.ts'
import type { FileStore } from './fileStore.ts'
import type { FilePlace } from './place.ts'
import { openS3 } from './s3.ts'

/** Opens the store at a place. A folder has to be usable at once; a bucket is asked only when it is needed. */
export const openFiles = async (place: FilePlace): Promise<FileStore> => (place.kind === 'disk' ? openDisk(place) : openS3(place))
