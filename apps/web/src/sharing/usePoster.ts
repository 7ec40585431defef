import type { Certificate } from '@wallet/shared/certificates/certificate'
import { hidingOf } from '@wallet/shared/certificates/redact'
import { dayIn } from '@wallet/shared/certificates/validity'
import { computed, ref } from 'vue'
import { printedDay, solemnDay } from '../i18n/dates.ts'
import { useWords } from '../i18n/index.ts'
import { useOrganisation } from '../session/organisation.ts'
import { useOrganisationName } from '../session/useOrganisationName.ts'
import { useZone } from '../ui/zone.ts'
import { scaleFor } from './capture.ts'
import { withoutHidden } from './choices.ts'
import { plainWidth } from './makePicture.ts'
import { arrange, factsOf, sayingsOn } from './poster.ts'
import { codeOf, drawCode } from './qrPicture.ts'
import { useChoices } from './useChoices.ts'

/** A poster of a certificate as it is chosen and written now: what it says, where, and with which pictures. */
export const usePoster = (certificate: () => Certificate) => {
  const { t, locale } = useWords()
  const zone = useZone()
  const store = useOrganisation()
  const maker = useOrganisationName()
  const choices = useChoices()
  const written = ref<string | null>(null)
  const greeting = computed({ get: () => written.value ?? t(`poster.greeting.${certificate().type}`), set: text => void (written.value = text) })
  const wholeMaker = computed(() => {
    const { name, englishName } = store.organisation ?? { name: maker.value, englishName: '' }
    return locale.value === 'en' ? maker.value : `${name} ${englishName}`.trim()
  })

  const facts = computed(() => {
    const day = dayIn(new Date(certificate().issuedAt), zone.value)
    const isShort = choices.value.format === 'square'
    return factsOf(certificate(), choices.value, {
      greeting: greeting.value.trim(),
      maker: maker.value,
      wholeMaker: wholeMaker.value,
      day: printedDay(day, locale.value),
      longDay: isShort ? printedDay(day, locale.value) : solemnDay(day, locale.value),
    })
  })
  const code = computed(() => codeOf(certificate().verifyUrl))
  const scale = scaleFor(devicePixelRatio)
  const arrangement = computed(() =>
    arrange(choices.value.look, {
      format: choices.value.format,
      orientation: certificate().orientation,
      code: code.value.side,
      hasName: facts.value.holderName !== null,
      hasScore: facts.value.score !== null,
    }),
  )
  const hiding = computed(() => hidingOf(choices.value))
  return {
    choices,
    greeting,
    arrangement,
    sayings: computed(() => sayingsOn(choices.value.look, facts.value, t)),
    scale,
    codeSource: computed(() => drawCode(code.value, scale)),
    certificateSource: computed(() => withoutHidden(certificate().svgUrl, hiding.value)),
    plainSource: computed(() => withoutHidden(`/api/certificates/${certificate().certificateNo}/file.png?width=${plainWidth}`, hiding.value)),
  }
}
