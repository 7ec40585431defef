import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import { letterOf } from './letter.ts'
import { claimLetters, dropMail, findRecipient, markMailed, postpone, type Letter, type Recipient } from './mailStore.ts'
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

const openPost = ({ smtpUrl }: Mail) =>
  createTransport({ url: smtpUrl, pool: true, maxConnections: 1, maxRequeues: 0, disableFileAccess: true, disableUrlAccess: true, ...timeouts })
type Post = ReturnType<typeof openPost>

/** Half an hour between tries at most. */
const backoffMs = (tries: number) => Math.min(30, 2 ** (tries - 1)) * minuteMs

/** What does not depend on whom a letter goes to. */
const everybodys = new Set(['ECONNECTION', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EAUTH', 'ENOAUTH'])

const failureOf = (error: unknown) => {
  const { code, command, responseCode } = error as { code?: unknown; command?: unknown; responseCode?: unknown }
  const isForGood = command === 'RCPT TO' && typeof responseCode === 'number' && responseCode >= 500
  return { code, command, responseCode, isForGood, isEverybodys: everybodys.has(String(code)) || command === 'MAIL FROM' }
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

const send = (
  post: Post,
  { config }: Need,
  mail: Mail,
  { noticeIds }: Letter,
  { to, ...said }: { to: Recipient; subject: string; text: string; html: string },
) =>
  post.sendMail({
    ...said,
    from: { name: to.locale === 'en' ? config.organisationNameEn : config.organisationName, address: mail.from },
    to: { name: to.fullName, address: to.address },
    // The same each time it is tried: who gets it twice can tell.
    messageId: `<notice-${noticeIds[0]}-${noticeIds.length}@${new URL(config.publicOrigin).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })

/** Sends one letter; false where nobody would get theirs just now. */
const deliver = async (need: Need, mail: Mail, post: Post, letter: Letter): Promise<boolean> => {
  const { db, clock, log } = need
  const ready = await prepare(need, letter)
  if (!ready) {
    await dropMail(db, letter.noticeIds)
    return true
  }
  try {
    await send(post, need, mail, letter, ready)
    await markMailed(db, letter.noticeIds, clock.now())
    return true
  } catch (error) {
    const { isForGood, isEverybodys, ...why } = failureOf(error)
    // Neither the address nor what the server said about it.
    log.warn({ ...why, userId: letter.userId, noticeIds: letter.noticeIds, tries: letter.tries }, 'a notice could not be mailed')
    if (isForGood) await dropMail(db, letter.noticeIds)
    else await postpone(db, letter.noticeIds, new Date(clock.now().getTime() + backoffMs(letter.tries)))
    return !isEverybodys
  }
}

/** Sends them one after the other; false where it is of no use to go on. What was taken and not tried is left to a later turn. */
const deliverAll = async (need: Need, mail: Mail, post: Post, letters: readonly Letter[], over?: AbortSignal): Promise<boolean> => {
  const [letter, ...rest] = letters
  if (!letter) return true
  const isOver = over?.aborted === true
  if (!isOver && (await deliver(need, mail, post, letter))) return deliverAll(need, mail, post, rest, over)
  for (const { noticeIds, tries } of isOver ? letters : rest)
    await postpone(need.db, noticeIds, new Date(need.clock.now().getTime() + (isOver ? 0 : backoffMs(tries))))
  return false
}

/**
 * Sends what people are told as mail, too, where a server is set. A letter is marked after the server has taken it: who is killed in between
 * sends it again, so that it may come twice and is never lost.
 */
export const mailNotices =
  (need: Need) =>
  async (over?: AbortSignal): Promise<void> => {
    const { mail } = need.config
    if (!mail) return
    const claim = () => claimLetters(need.db, need.clock.now(), new Date(need.clock.now().getTime() + leaseMs))
    let letters = await claim()
    if (letters.length === 0) return
    const post = openPost(mail)
    try {
      while (letters.length > 0 && (await deliverAll(need, mail, post, letters, over))) letters = await claim()
    } finally {
      post.close()
    }
  }
