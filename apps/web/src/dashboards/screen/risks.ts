import type { CoverageMatrix, Holding } from '@wallet/shared/dashboards/coverage'
import type { Speech } from '../charts/chart.ts'
import { called } from '../charts/named.ts'
import { counted } from '../charts/numbers.ts'

/** Somebody to be followed up: what is wrong, and with which certificates. */
export interface Risk {
  readonly employeeNo: string
  readonly name: string
  readonly state: 'missing' | 'expiring'
  readonly amount: string
  readonly line: string
}
interface Held {
  readonly certificate: string
  readonly holding: Holding
}
type Missing = Extract<Holding, { state: 'missing' }>
type Expiring = Extract<Holding, { state: 'expiring' }>

const namesOf = (held: readonly Held[], { say, locale }: Speech) => {
  const names = held.map(({ certificate }) => certificate)
  const between = locale === 'en' ? ', ' : '、'
  return names.length > 3 ? say('dashboards.screen.andMore', { names: names.slice(0, 2).join(between) }) : names.join(between)
}
const missingLine = (name: string, { expiredDays }: Missing, { say, locale }: Speech) =>
  expiredDays === null ? say('dashboards.screen.never', { name }) : say('dashboards.screen.expired', { name, n: counted(expiredDays, locale) })

const riskOf = (held: readonly Held[], speech: Speech): Pick<Risk, 'state' | 'amount' | 'line'> | null => {
  const { say, locale } = speech
  const missing = held.filter(({ holding }) => holding.state === 'missing')
  const [first] = missing
  if (first?.holding.state === 'missing') {
    const line = missing.length > 1 ? namesOf(missing, speech) : missingLine(first.certificate, first.holding, speech)
    return { state: 'missing', amount: say('dashboards.screen.missing', { n: counted(missing.length, locale) }), line }
  }
  const soonest = held
    .flatMap(({ certificate, holding }) => (holding.state === 'expiring' ? [{ certificate, holding }] : []))
    .sort((one, other) => one.holding.daysLeft - other.holding.daysLeft)[0]
  return soonest ? { state: 'expiring', ...expiringWords(soonest.certificate, soonest.holding, speech) } : null
}

const expiringWords = (name: string, { daysLeft, isRenewing }: Expiring, { say, locale }: Speech) => ({
  amount: say('dashboards.screen.endsIn', { n: counted(daysLeft, locale) }),
  line: say(isRenewing ? 'dashboards.screen.renewing' : 'dashboards.screen.open', { name }),
})

/** Who misses something or holds something that ends soon, in the order in which they come: the worst first. */
export const risksIn = ({ certificates, people }: CoverageMatrix, speech: Speech): Risk[] =>
  people.flatMap(({ employeeNo, fullName, holdings }) => {
    const held = certificates.flatMap((certificate, index): Held[] => {
      const holding = holdings[index]
      return holding ? [{ certificate: called(certificate, speech), holding }] : []
    })
    const risk = riskOf(held, speech)
    return risk ? [{ employeeNo, name: fullName, ...risk }] : []
  })
