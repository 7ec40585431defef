import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardFor, movement, ranked, type Board, type Entry } from './leaderboard.ts'

const entry = (employeeNo: string, value: number, minute = 0, isOptedOut = false): Entry => ({
  employeeNo,
  value,
  reachedAt: new Date(minute * 60_000),
  isOptedOut,
})
const places = (entries: readonly Entry[]) => ranked(entries).map(({ entry: { employeeNo }, rank }) => `${rank} ${employeeNo}`)
const rows = ({ rows: seen }: Board) => seen.map(row => ('rank' in row ? `${row.rank} ${row.entry.employeeNo}` : `${row.from}–${row.to}`))

describe('the ranking', () => {
  it('gives equals the same rank and leaves out the next: 1, 2, 2, 4', () => {
    const entries = [entry('D', 430), entry('C', 452, 2), entry('B', 452, 1), entry('A', 486)]
    expect(places(entries)).toEqual(['1 A', '2 B', '2 C', '4 D'])
    expect(ranked(entries).map(({ isShared }) => isShared)).toEqual([false, true, true, false])
  })
  it('puts the earlier achiever first among equals, then the lower employee number', () => {
    expect(places([entry('C', 5, 1), entry('B', 5, 2), entry('A', 5, 2)])).toEqual(['1 C', '1 A', '1 B'])
  })
  it('neither shows nor counts who has opted out, nor who has nothing yet', () => {
    expect(places([entry('A', 9), entry('B', 8, 0, true), entry('C', 7), entry('D', 0)])).toEqual(['1 A', '2 C'])
  })

  const entries = fc.uniqueArray(
    fc
      .tuple(fc.nat({ max: 30 }), fc.nat({ max: 6 }), fc.nat({ max: 3 }), fc.boolean())
      .map(([no, value, minute, out]) => entry(`KPL${no}`, value, minute, out)),
    { selector: ({ employeeNo }) => employeeNo, size: 'max', maxLength: 30 },
  )
  it('is one more than the number of those who are better, in whatever order the entries come', () => {
    const twoOrders = entries.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    fc.assert(
      fc.property(twoOrders, ([list, other]) => {
        const seen = ranked(list)
        expect(ranked(other)).toEqual(seen)
        for (const place of seen) {
          expect(place.rank).toBe(1 + seen.filter(({ entry: { value } }) => value > place.entry.value).length)
          expect(place.isShared).toBe(seen.filter(({ rank }) => rank === place.rank).length > 1)
        }
      }),
    )
  })
  it('shows everyone the same ranks: my own row moves nobody else', () => {
    fc.assert(
      fc.property(entries, fc.nat({ max: 6 }), fc.boolean(), (list, value, isOptedOut) => {
        const me = entry('ME', value, 1, isOptedOut)
        const board = boardFor([...list, me], me, { top: 100, beside: 1 })
        const seen = board.rows.flatMap(row => ('rank' in row && row.entry !== me ? [[row.entry.employeeNo, row.rank]] : []))
        const others = ranked([...list, me]).flatMap(place => (place.entry === me ? [] : [[place.entry.employeeNo, place.rank]]))
        expect(seen).toEqual(others)
        expect(board.rows).toContainEqual(board.mine)
      }),
    )
  })
  it('shows me with my neighbours and the top, each once, in order', () => {
    fc.assert(
      fc.property(entries, fc.nat({ max: 6 }), fc.nat({ max: 5 }), fc.nat({ max: 2 }), (list, value, top, beside) => {
        const me = entry('ME', value, 1)
        const all = boardFor(list, me, { top: 100, beside: 0 }).rows
        const board = boardFor(list, me, { top, beside })
        const shown = board.rows.filter(row => 'rank' in row)
        const at = all.findIndex(row => 'rank' in row && row.entry === me)
        expect(all.filter(row => shown.some(other => 'rank' in row && other.entry === row.entry))).toEqual(shown)
        for (const row of [...all.slice(0, top), ...all.slice(Math.max(0, at - beside), at + beside + 1)]) expect(shown).toContainEqual(row)
      }),
    )
  })
})

describe('the board', () => {
  const people = Array.from({ length: 12 }, (_, i) => entry(`P${String(i + 1).padStart(2, '0')}`, 400 - 10 * i))
  const me = people[9] ?? entry('', 0)

  it('shows the top, a gap, and me between my neighbours', () => {
    expect(rows(boardFor(people, me, { top: 4, beside: 1 }))).toEqual(['1 P01', '2 P02', '3 P03', '4 P04', '5–8', '9 P09', '10 P10', '11 P11'])
  })
  it('has no gap where one row would fill it', () => {
    const seventh = people[6] ?? me
    expect(rows(boardFor(people, seventh, { top: 4, beside: 1 }))).toEqual(['1 P01', '2 P02', '3 P03', '4 P04', '5 P05', '6 P06', '7 P07', '8 P08'])
  })
  it('says what is missing to stand above the next', () => {
    const board = boardFor([...people.filter(each => each !== me), entry('Q', 318)], { ...me, value: 306 }, { top: 1, beside: 1 })
    expect(board.next).toEqual({ rank: 10, missing: 13 })
    expect(boardFor(people, people[0] ?? me, { top: 1, beside: 1 }).next).toBeNull()
  })
  it('looks past equals for the next', () => {
    const equals = [entry('A', 9), entry('B', 5, 1), entry('C', 5, 2)]
    expect(boardFor(equals, equals[2] ?? me, { top: 3, beside: 1 })).toMatchObject({ mine: { rank: 2, isShared: true }, next: { rank: 1, missing: 5 } })
  })
  it('shows those who have opted out, or have nothing, their own row where it would stand', () => {
    const hidden = entry('ME', 395, 0, true)
    expect(rows(boardFor([...people, hidden], hidden, { top: 3, beside: 1 }))).toEqual(['1 P01', '2 ME', '2 P02'])
    const newcomer = entry('ME', 0)
    expect(rows(boardFor(people, newcomer, { top: 1, beside: 1 }))).toEqual(['1 P01', '2–11', '12 P12', '13 ME'])
  })
  it('has room for one', () => expect(boardFor([], entry('ME', 0), { top: 3, beside: 1 })).toMatchObject({ mine: { rank: 1, isShared: false }, next: null }))

  it.each([
    [10, 14, 4],
    [10, 10, 0],
    [10, 9, -1],
    [10, null, null],
  ])('rank %i after %s is a movement of %s', (rank, before, moved) => expect(movement(rank, before)).toBe(moved))
})
