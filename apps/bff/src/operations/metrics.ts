import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { RequestHandler } from 'express'
import { date, number, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'

/** Figures for Prometheus: requests and their time by route, certificates issued and revoked, verifications, and how far sums are behind. */
export const createMetrics = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, verified: () => number) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  })
  const gauge = (name: string, help: string, read: () => Promise<number>) => {
    const made: Gauge = new Gauge({ name, help, registers: [], collect: async () => made.set(await read()) })
    registry.registerMetric(made)
  }
  const countIn = (sql: string) => async () => number((await selectOne(db, sql))?.['n'] ?? 0)
  gauge('certificates_issued', 'Certificates ever issued', countIn('SELECT COUNT(*) AS n FROM user_certificates'))
  gauge('certificates_revoked', 'Certificates revoked', countIn('SELECT COUNT(*) AS n FROM user_certificates WHERE revoked_at IS NOT NULL'))
  gauge('rollup_marks', 'Sums by unit that have to be counted again', countIn('SELECT COUNT(*) AS n FROM rollup_dirty'))
  gauge('outbox_lag_seconds', 'Age of the oldest event that the sums by unit do not know of yet', async () => {
    const oldest = await selectOne(db, 'SELECT created_at FROM outbox WHERE processed_at IS NULL ORDER BY id LIMIT 1')
    return oldest ? Math.max(0, clock.now().getTime() - date(oldest['created_at']).getTime()) / 1_000 : 0
  })
  const verifications = new Counter({
    name: 'verifications_total',
    help: 'Answers to "is this certificate real?" about certificates that exist',
    registers: [],
    collect() {
      this.reset()
      this.inc(verified())
    },
  })
  registry.registerMetric(verifications)

  const observe: RequestHandler = (request, response, next) => {
    const startedAt = performance.now()
    response.once('finish', () => {
      const route: unknown = request.route?.path
      seconds.observe(
        { method: request.method, route: typeof route === 'string' ? route : 'none', status: response.statusCode },
        (performance.now() - startedAt) / 1000,
      )
    })
    next()
  }
  return { observe, text: () => registry.metrics() }
}
export type Metrics = ReturnType<typeof createMetrics>
