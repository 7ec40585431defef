import type { Db } from '../src/db/connect.ts'
import { inTransaction } from '../src/db/connect.ts'
import { instant } from '../src/db/query.ts'
import type { Chance } from './chance.ts'
import { insertRows } from './insertRows.ts'
import type { ProgressBar } from '../tasks/progressBar.ts'

export interface SeededPerson {
  readonly id: number
  readonly name: string
  readonly unitId: number
  readonly unitName: string
}

const families = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彬凯宁欣怡涵雨桐梓轩浩宇辰子墨晨思远佳琪']
const posts = ['客服专员', '生产班组长', '安全员', '新任主管', '销售代表', null] as const

const nameOf = ({ below }: Chance): string => {
  const one = () => given[below(given.length)] ?? ''
  return `${families[below(families.length)] ?? ''}${one()}${below(3) > 0 ? one() : ''}`
}

interface Unit {
  readonly id: number
  readonly name: string
  readonly row: readonly (string | number | null)[]
}

/** An enterprise, its departments, and teams of about fifty below them. */
const unitsFor = (people: number): { readonly all: Unit[]; readonly teams: Unit[] } => {
  const teams = Math.max(1, Math.round(people / 50))
  const departments = Math.max(1, Math.min(20, Math.round(teams / 5)))
  const unit = (id: number, parentId: number | null, kind: string, name: string, path: string, depth: number): Unit => ({
    id,
    name,
    row: [id, parentId, kind, name, path, depth],
  })
  const root = unit(1, null, 'enterprise', '考培练集团', '/1/', 0)
  const middle = Array.from({ length: departments }, (_, n) => unit(2 + n, 1, 'department', `第 ${n + 1} 事业部`, `/1/${2 + n}/`, 1))
  const leaves = Array.from({ length: teams }, (_, n) => {
    const [id, parent] = [2 + departments + n, 2 + (n % departments)]
    return unit(id, parent, 'team', `${n + 1} 组`, `/1/${parent}/${id}/`, 2)
  })
  return { all: [root, ...middle, ...leaves], teams: leaves }
}

const columns = ['id', 'employee_no', 'full_name', 'role', 'org_unit_id', 'post', 'locale', 'is_active', 'is_off_boards', 'created_at', 'updated_at']

/** Lays in an organisation of so many people, none of whom can sign in: they have no password. */
export const seedCompany = async (db: Db, chance: Chance, { people, now, bar }: { people: number; now: Date; bar: ProgressBar }): Promise<SeededPerson[]> => {
  const { all, teams } = unitsFor(people)
  const at = instant(db, now)
  const everyone = Array.from({ length: people }, (_, n): SeededPerson => {
    const team = teams[n % teams.length] ?? { id: 1, name: '' }
    return { id: n + 1, name: nameOf(chance), unitId: team.id, unitName: team.name }
  })
  await inTransaction(db, tx =>
    insertRows(
      tx,
      'org_units',
      ['id', 'parent_id', 'kind', 'name', 'path', 'depth'],
      all.map(({ row }) => row),
    ),
  )
  for (let from = 0; from < people; from += 20_000) {
    const some = everyone.slice(from, from + 20_000)
    const rows = some.map(({ id, name, unitId }) => {
      const post = posts[chance.below(posts.length)] ?? null
      return [id, `S${String(id).padStart(7, '0')}`, name, 'employee', unitId, post, 'zh-CN', 1, 0, at, at]
    })
    await inTransaction(db, tx => insertRows(tx, 'users', columns, rows))
    bar.tell(from + some.length, people)
  }
  return everyone
}
