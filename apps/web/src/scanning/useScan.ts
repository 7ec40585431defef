import { computed, onScopeDispose, readonly, ref, shallowRef } from 'vue'
import { useWords, type WordKey } from '../i18n/index.ts'
import { useOrganisation } from '../session/organisation.ts'
import { withPicture } from './pictureFile.ts'
import { readCode, type Foreign, type Reading } from './readCode.ts'
import { createReader, type View } from './reader.ts'
import { useCamera } from './useCamera.ts'
import { useLooking } from './useLooking.ts'
import { useTorch } from './useTorch.ts'

/** A code that is still held up is not told again before it has been away for so long. */
const sameForMs = 5_000

/** From a camera, a picture or a keyboard to the page that tells whether a certificate is real. `view`: the video, and where to look on it. */
export const useScan = (video: () => HTMLVideoElement | null, view: () => View | null) => {
  const { locale } = useWords()
  const organisation = useOrganisation()
  const camera = useCamera()
  const torch = useTorch(camera.stream)
  const reader = createReader()
  onScopeDispose(reader.end)

  /** The code that is not ours, while it is being told of. */
  const foreign = shallowRef<Foreign | null>(null)
  /** What a chosen picture had to say. */
  const note = ref<WordKey | null>(null)
  const isStudying = ref(false)
  const isOpening = ref(false)

  const verify = (certificateNo: string) => open({ kind: 'verify', asked: certificateNo })
  const open = (reading: Exclude<Reading, Foreign>) => {
    isOpening.value = true
    foreign.value = null
    const path = reading.kind === 'verify' ? `/v/${encodeURIComponent(reading.asked)}` : `/s/${reading.token}`
    location.assign(`${path}?lang=${locale.value}`)
  }
  /** Of several codes ours counts; the others only where there is none. */
  const judge = (texts: readonly string[]): Reading | undefined => {
    const readings = texts.map(text => readCode(text, organisation.organisation?.publicOrigin ?? location.origin))
    return readings.find(({ kind }) => kind !== 'foreign') ?? readings[0]
  }
  const take = (reading: Reading) => {
    note.value = null
    if (reading.kind === 'foreign') foreign.value = reading
    else open(reading)
  }

  let told = { text: '', at: 0 }
  const isStillThere = ({ text }: Foreign) => {
    const now = performance.now()
    const isSame = text === told.text && now - told.at < sameForMs
    told = { text, at: now }
    return isSame
  }
  /** The code was told of; it may still be held up. */
  const goOn = () => {
    told = { ...told, at: performance.now() }
    foreign.value = null
  }
  const look = async () => {
    const [source, where] = [video(), view()]
    if (!source || !where || source.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    const reading = judge(await reader.glance(source, where))
    if (reading && isLooking.value && !(reading.kind === 'foreign' && isStillThere(reading))) take(reading)
  }
  const isLooking = computed(() => camera.state.value === 'looking' && !foreign.value && !isStudying.value && !isOpening.value)
  useLooking(() => isLooking.value, look)

  const study = async (file: File) => {
    isStudying.value = true
    note.value = null
    try {
      const found = await withPicture(file, reader.study)
      const reading = typeof found === 'string' ? null : judge(found)
      if (reading) take(reading)
      else note.value = typeof found === 'string' ? `scan.${found}` : 'scan.none'
    } catch {
      // A phone without room for it.
      note.value = 'scan.unreadable'
    } finally {
      isStudying.value = false
    }
  }
  // Back from what was opened: the page goes on where it was.
  const comeBack = () => void (isOpening.value = false)
  addEventListener('pageshow', comeBack)
  onScopeDispose(() => removeEventListener('pageshow', comeBack))

  return { ...camera, torch, foreign, note: readonly(note), isStudying: readonly(isStudying), isOpening: readonly(isOpening), study, verify, goOn }
}
