import type { Feed, FeedEntry } from '@wallet/shared/dashboards/feed'

/** As many as the server tells of. */
const most = 20

/** What has come since the figures were fetched, before what came with them; each once, the newest first. */
export const withNews = ({ entries, issuedToday }: Feed, news: readonly FeedEntry[]): Feed => {
  const known = new Set(entries.map(({ id }) => id))
  const oldest = entries.length < most ? '' : (entries.at(-1)?.issuedAt ?? '')
  // What came with the figures is counted there, though it may have left the list since.
  const fresh = news.filter(({ id, issuedAt }) => !known.has(id) && issuedAt >= oldest)
  return {
    entries: [...fresh, ...entries].sort((one, other) => other.issuedAt.localeCompare(one.issuedAt) || other.id - one.id).slice(0, most),
    issuedToday: issuedToday + fresh.length,
  }
}

/** The news with one more, each once; what is older than the last twenty is forgotten. */
export const addNews = (news: readonly FeedEntry[], entry: FeedEntry): readonly FeedEntry[] =>
  [entry, ...news.filter(({ id }) => id !== entry.id)].slice(0, most)

/** Milliseconds in which a certificate has to be told of on the line. */
const slackMs = 15_000

/** Whether something was issued of which the line, open since then, has said nothing: it is dead, though it looks alive. */
export const isUntold = (entries: readonly FeedEntry[], news: readonly FeedEntry[], openSince: Date | null, now: Date): boolean => {
  const told = new Set(news.map(({ id }) => id))
  const isWithin = (instant: number) => openSince !== null && instant > openSince.getTime() && instant < now.getTime() - slackMs
  return news.length < most && entries.some(({ id, issuedAt }) => !told.has(id) && isWithin(Date.parse(issuedAt)))
}
