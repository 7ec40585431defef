import { batchLimits } from '@wallet/shared/issuing/batchFile'
import type { DuplicatePolicy } from '@wallet/shared/issuing/batch'
import { onScopeDispose, ref } from 'vue'
import { uploadList } from '../api/upload.ts'
import type { WordKey } from '../i18n/index.ts'
import { useSend } from '../ui/useSend.ts'

/** Sends a list to be looked through; answers the batch, or null where it was refused. */
export const useUploadList = () => {
  const { isBusy, trouble, send } = useSend()
  const percent = ref(0)
  const under = new AbortController()
  onScopeDispose(() => under.abort())
  const upload = (file: File, templateId: number, duplicates: DuplicatePolicy) => {
    percent.value = 0
    if (file.size > batchLimits.bytes) {
      trouble.value = 'batch.tooLarge' satisfies WordKey
      return Promise.resolve(null)
    }
    return send(() => uploadList(file, { templateId: String(templateId), duplicates }, { signal: under.signal, onProgress: now => void (percent.value = now) }))
  }
  return { isBusy, trouble, percent, upload }
}
