import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { RequestHandler } from 'express'
import { number, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'

/** Figures for Prometheus: requests and their time by route, certificates issued and revoked, verifications. */
export const createMetrics = ({ db }: Pick<Deps, 'db'>, verified: () => number) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  })
  const countIn = (sql: string) =>
    async function collect(this: { set: (value: number) => void }) {
      this.set(number((await selectOne(db, sql))?.['n'] ?? 0))
    }
  const gauge = (name: string, help: string, sql: string) => new Gauge({ name, help, registers: [registry], collect: countIn(sql) })
  gauge('certificates_issued', 'Certificates ever issued', 'SELECT COUNT(*) AS n FROM user_certificates')
  gauge('certificates_revoked', 'Certificates revoked', 'SELECT COUNT(*) AS n FROM user_certificates WHERE revoked_at IS NOT NULL')
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
