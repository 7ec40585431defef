import type { FeedEntry } from '@wallet/shared/dashboards/feed'
import type { Overview, TeamOverview } from '@wallet/shared/dashboards/overview'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api, OfflineError, ProblemError } from '../../api/api.ts'
import { serverNow } from '../../api/clock.ts'
import { useOnline } from '../../ui/useOnline.ts'
import { addNews, isUntold, withNews } from './news.ts'
import { refreshMs, standingOf } from './standing.ts'
import { steady } from './steady.ts'
import { useFeedLine } from './useFeedLine.ts'
import { useWallClock } from './useWallClock.ts'

/** How names stand on the wall of a team. */
export type Names = 'full' | 'masked'
/** What hangs on a wall; `team` where it is that of a team. */
export interface WallPicture {
  readonly overview: Overview
  readonly team: TeamOverview | null
}
/** Why there is no wall. */
export type NoWall = 'over' | 'forbidden' | 'none'

/** More people than have room on a wall, with one question. */
const mostPeople = 100
/** A certificate has landed: its figures are asked for after this, but not more often than that. */
const [soonMs, leastMs] = [1_500, 4_000]

const teamOf = async (unitId: number, names: Names): Promise<TeamOverview> => {
  const asked = { params: { unitId }, query: { names } }
  const team = await api.dashboards.team(asked)
  if (team.matrix.nextCursor === null) return team
  return { ...team, matrix: await api.dashboards.coverage({ ...asked, query: { names, limit: mostPeople } }) }
}

const pictureOf = async (unitId: number, names: Names): Promise<WallPicture> => {
  const overview = await api.dashboards.unit({ params: { unitId } })
  const isTeam = overview.below.length === 0 && !overview.isEnterprise
  return { overview, team: isTeam ? await teamOf(unitId, names) : null }
}

const noWalls: Readonly<Record<string, NoWall>> = { not_signed_in: 'over', forbidden: 'forbidden', not_found: 'forbidden' }
const refusalIn = (thrown: unknown): NoWall | null => {
  if (thrown instanceof ProblemError) return noWalls[thrown.problem.code] ?? null
  if (thrown instanceof OfflineError) return null
  throw thrown
}

/** A wall that keeps itself up to date: figures every ten seconds, certificates as they land. It goes on though nobody looks at the window. */
export const useWall = (asked: number | null, names: Names) => {
  const now = useWallClock()
  const online = useOnline()
  const openedAt = serverNow()
  const picture = shallowRef<WallPicture | null>(null)
  const news = shallowRef<readonly FeedEntry[]>([])
  const refreshedAt = ref<Date | null>(null)
  const tries = ref(0)
  const noWall = ref<NoWall | null>(null)
  let unitId = asked
  let timer = 0
  let askedAt = 0

  const line = useFeedLine(entry => {
    news.value = addNews(news.value, entry)
    if (timer !== 0) plan(Math.max(soonMs, askedAt + leastMs - performance.now()))
  })
  const fetchIt = async () => {
    unitId ??= (await api.dashboards.units()).units[0]?.id ?? null
    if (unitId === null) return void (noWall.value = 'none')
    const fetched = await pictureOf(unitId, names)
    if (picture.value === null || isUntold(fetched.overview.feed.entries, news.value, line.openSince(), serverNow())) line.open(unitId)
    picture.value = steady(picture.value, fetched)
    refreshedAt.value = serverNow()
    tries.value = 0
  }
  const refresh = async () => {
    timer = 0
    askedAt = performance.now()
    tries.value += 1
    try {
      await fetchIt()
    } catch (thrown) {
      noWall.value = refusalIn(thrown)
    }
    if (noWall.value) line.close()
    else if (!isGone) plan(refreshMs * (0.9 + 0.2 * Math.random()))
  }
  const plan = (ms: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void refresh(), ms)
  }
  let isGone = false
  onScopeDispose(() => {
    isGone = true
    clearTimeout(timer)
  })
  void refresh()
  // Back again, it does not wait for its turn; one that is under way plans the next itself.
  watch(online, isOnline => isOnline && timer !== 0 && plan(0))

  const standing = computed(() =>
    standingOf({
      now: now.value,
      openedAt,
      refreshedAt: refreshedAt.value,
      tries: tries.value,
      feedLostAt: picture.value ? line.lostAt.value : null,
      isOnline: online.value,
    }),
  )
  const feed = computed(() => picture.value && withNews(picture.value.overview.feed, news.value))
  return { now, picture, feed, standing, noWall }
}
