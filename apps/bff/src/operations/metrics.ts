import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { RequestHandler } from 'express'
import { date, number, select, selectOne, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { countSetAside } from '../rollups/setAside.ts'

/** Figures for Prometheus: requests and their time by route, certificates issued and revoked, verifications, how many pictures wait to be drawn, and how far the audit chain and the sums are behind. */
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
  const issued: Gauge = new Gauge({
    name: 'certificates_issued',
    help: 'Certificates ever issued, by type',
    labelNames: ['type'],
    registers: [],
    collect: async () => {
      issued.reset()
      for (const row of await select(db, 'SELECT type, COUNT(*) AS n FROM user_certificates GROUP BY type'))
        issued.set({ type: text(row['type']) }, number(row['n']))
    },
  })
  registry.registerMetric(issued)
  const waiting = 'SELECT COUNT(*) AS n FROM user_certificates c WHERE NOT EXISTS (SELECT 1 FROM certificate_pictures p WHERE p.certificate_id = c.id)'
  gauge('pictures_waiting', 'Certificates whose picture has not been drawn yet', countIn(waiting))
  gauge('webhook_backlog', 'Deliveries to webhooks that wait', countIn("SELECT COUNT(*) AS n FROM webhook_deliveries WHERE state = 'waiting'"))
  gauge('webhook_dead', 'Deliveries to webhooks that were given up', countIn("SELECT COUNT(*) AS n FROM webhook_deliveries WHERE state = 'dead'"))
  gauge('audit_unsealed', 'Events that are not in the audit chain yet', countIn('SELECT COUNT(*) AS n FROM audit_events WHERE seal_no IS NULL'))
  gauge('certificates_revoked', 'Certificates revoked', countIn('SELECT COUNT(*) AS n FROM user_certificates WHERE revoked_at IS NOT NULL'))
  gauge('rollup_marks', 'Sums by unit that have to be counted again', countIn('SELECT COUNT(*) AS n FROM rollup_dirty'))
  gauge('outbox_lag_seconds', 'Age of the oldest event that the sums by unit do not know of yet', async () => {
    const oldest = await selectOne(db, 'SELECT created_at FROM outbox WHERE processed_at IS NULL ORDER BY id LIMIT 1')
    return oldest ? Math.max(0, clock.now().getTime() - date(oldest['created_at']).getTime()) / 1_000 : 0
  })
  gauge('outbox_set_aside', 'Events that no sum by unit heeds, since they could not be understood or followed up: pnpm rebuild-rollups counts them in', () =>
    countSetAside(db),
  )
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
