import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { letterOf } from './letter.ts'
import { claimLetter, dropMail, findRecipient, markMailed, postpone, postponeDue, type Letter, type Recipient } from './mailStore.ts'
import { showNotices } from './show.ts'
import { listByIds } from './store.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config' | 'log'>
type Mail = NonNullable<Config['mail']>

const minuteMs = 60_000
/** Longer than any one letter takes. */
const leaseMs = 10 * minuteMs
/** What could not be sent for so long is no longer news. */
const newsMs = 3 * 24 * 60 * minuteMs
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 }

/** So often a letter is sent that the server was given whole and has not answered for: it may well have taken it. */
const mostUnanswered = 3

const openPost = (mail: Mail, over: AbortSignal) => {
  let isGiven = false
  const logger = { info: (said: unknown) => (isGiven ||= (said as { tnx?: unknown }).tnx === 'message') }
  const safe = { disableFileAccess: true, disableUrlAccess: true }
  const transport = createTransport({ url: mail.smtpUrl, pool: true, maxConnections: 1, maxRequeues: 0, logger, ...safe, ...timeouts })
  const stopped = new Promise<never>((_, reject) => over.addEventListener('abort', () => reject(new Error('the process ends')), { once: true }))
  stopped.catch(() => undefined)
  return {
    from: mail.from,
    /** Waits for the server no longer than the process may go on. */
    send: async (letter: Parameters<typeof transport.sendMail>[0]) => {
      isGiven = false
      await Promise.race([transport.sendMail(letter), stopped]).catch((error: Error) => {
        throw Object.assign(error, { isGiven })
      })
    },
    close: () => transport.close(),
  }
}
type Post = ReturnType<typeof openPost>

/** Half an hour between tries at most. */
const backoffMs = (tries: number) => Math.min(30, 2 ** (tries - 1)) * minuteMs

/** What does not depend on whom a letter goes to. */
const everybodys = new Set(['ECONNECTION', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EAUTH', 'ENOAUTH'])

const failureOf = (error: unknown) => {
  const { code, command, responseCode, isGiven } = error as { code?: unknown; command?: unknown; responseCode?: unknown; isGiven?: unknown }
  const isForGood = command === 'RCPT TO' && typeof responseCode === 'number' && responseCode >= 500
  const isUnanswered = isGiven === true && responseCode === undefined
  return { code, command, responseCode, isForGood, isUnanswered, isEverybodys: everybodys.has(String(code)) || command === 'MAIL FROM' }
}

/** One address, and nothing that a header could be made of. */
const isAddress = (address: string) => z.email().safeParse(address).success

const isNews = (createdAt: string, now: Date) => now.getTime() - Date.parse(createdAt) < newsMs

const prepare = async ({ db, clock, config }: Need, { userId, noticeIds }: Letter) => {
  const to = await findRecipient(db, userId)
  if (!to || !isAddress(to.address)) return null
  const [first, ...more] = (await showNotices(db, { clock, config }, userId, await listByIds(db, noticeIds))).filter(
    ({ isSettled, createdAt }) => !isSettled && isNews(createdAt, clock.now()),
  )
  return first ? { to, ...letterOf(to, [first, ...more], config) } : null
}

const send = (post: Post, { config }: Need, { noticeIds }: Letter, { to, ...said }: { to: Recipient; subject: string; text: string; html: string }) =>
  post.send({
    ...said,
    from: { name: to.locale === 'en' ? config.organisationNameEn : config.organisationName, address: post.from },
    to: { name: to.fullName, address: to.address },
    // The same each time it is tried: who gets it twice can tell.
    messageId: `<notice-${noticeIds[0]}-${noticeIds.length}@${new URL(config.publicOrigin).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })

/** Puts a letter off, or drops it; false where nobody would get theirs just now. */
const putOff = async ({ db, clock, log }: Need, { userId, noticeIds, tries }: Letter, error: unknown): Promise<boolean> => {
  const { isForGood, isEverybodys, ...why } = failureOf(error)
  // Neither the address nor what the server said about it.
  log.warn({ ...why, userId, noticeIds, tries }, 'a notice could not be mailed')
  const [now, until] = [clock.now(), new Date(clock.now().getTime() + backoffMs(tries))]
  if (isForGood || (why.isUnanswered && tries >= mostUnanswered)) await dropMail(db, noticeIds)
  else await postpone(db, noticeIds, until)
  if (isEverybodys) await postponeDue(db, now, until)
  return !isEverybodys
}

/** Sends one letter; false where nobody would get theirs just now. */
const deliver = async (need: Need, post: Post, letter: Letter): Promise<boolean> => {
  try {
    const ready = await prepare(need, letter)
    if (!ready) await dropMail(need.db, letter.noticeIds)
    else {
      await send(post, need, letter, ready)
      await markMailed(need.db, letter.noticeIds, need.clock.now())
    }
    return true
  } catch (error) {
    return putOff(need, letter, error)
  }
}

/**
 * Sends what people are told as mail, too, where a server is set: one letter after the other, each taken when its turn has come. A letter is
 * marked after the server has taken it: who is killed in between sends it again, so that it may come twice and is never lost.
 */
export const mailNotices =
  (need: Need) =>
  async (over = new AbortController().signal): Promise<void> => {
    const { db, clock, config } = need
    if (!config.mail) return
    const claim = async () => (over.aborted ? null : claimLetter(db, clock.now(), new Date(clock.now().getTime() + leaseMs)))
    let letter = await claim()
    if (!letter) return
    const post = openPost(config.mail, over)
    try {
      while (letter && (await deliver(need, post, letter))) letter = await claim()
    } finally {
      post.close()
    }
  }
