import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/** From the top down. A file imports its own folder, a lower stair, or shared: never up, never sideways. */
const stairs: Record<string, readonly (readonly string[])[]> = {
  'apps/web/src': [
    ['app'],
    ['organisation'],
    ['templates'],
    ['authoring', 'scanning'],
    ['audit', 'dashboards', 'growth', 'notices', 'verification', 'webhooks'],
    ['practice'],
    ['courses', 'exams', 'issuing', 'sharing'],
    ['badges'],
    ['certificates'],
    ['session'],
    ['ui'],
    ['api', 'i18n'],
  ],
  'apps/bff/src': [
    ['.'],
    ['demo'],
    ['sharing'],
    ['dashboards', 'growth', 'organisation', 'verification', 'operations'],
    ['authoring', 'notices', 'practice', 'webhooks'],
    ['courses', 'exams', 'issuing'],
    ['badges', 'rollups'],
    ['certificates'],
    ['templates', 'credentials'],
    ['rendering'],
    ['session'],
    ['people'],
    ['audit', 'files'],
    ['http', 'db'],
  ],
}
/** What every stair of the BFF is handed: the settings, and the interface of all that it may use. */
const everywhere = ['apps/bff/src/config.ts', 'apps/bff/src/deps.ts']
/** Modules of shared that hold no zod: all that the web may load at run time. */
const withoutZod = [
  'certificates/(certificateNo|status|validity|copies|redact|deeds|renewal|request)',
  'verification/(maskName|check)',
  'audit/event',
  'webhooks/topic',
  'organisation/personFile',
  'people/role',
  'session/signOnProblem',
  'session/passwordRules',
  'templates/(stage|designs|vocabulary|assetName|draft)',
  'courses/(category|progress|mediaLimits)',
  'exams/(option|score|attempt|time|draw|paper|questionFile)',
  'badges/(category|condition)',
  'issuing/batchFile',
  'growth/(road|stages|period|leaderboard|points)',
  'percent',
  'contract/client',
].join('|')
const isWithoutZod = (module: string) => new RegExp(`^@wallet/shared/(${withoutZod})$`).test(module)

interface Import {
  readonly from: string
  /** A path in the repository, or the name of a package. */
  readonly to: string
  readonly isType: boolean
}

const importsOf = (from: string, source: string): Import[] => {
  const found = source.matchAll(/\b(?:import|export)\s+(type\s)?(?:[\w*{][^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g)
  return [...found].map(([, type, named, lazy]) => {
    const to = named ?? lazy ?? ''
    return {
      from,
      to: to.startsWith('.')
        ? normalize(join(dirname(from), to))
            .split(sep)
            .join('/')
        : to,
      isType: Boolean(type),
    }
  })
}

const stairOf = (path: string, root: string) => {
  const [folder = '', ...rest] = path.slice(root.length + 1).split('/')
  const name = rest.length > 0 ? folder : '.'
  return { name, height: stairs[root]?.findIndex(stair => stair.includes(name)) ?? -1 }
}

/** Why an import breaks the house, or null. */
const complaint = ({ from, to, isType }: Import): string | null => {
  const says = `${from} imports ${to}`
  if (from.startsWith('packages/shared/')) return to.startsWith('packages/shared/src/') || to === 'zod' ? null : says
  if (to.startsWith('@wallet/shared/')) return from.startsWith('apps/web/src') && !isType && !isWithoutZod(to) ? `${says} at run time, which holds zod` : null
  if (to.startsWith('@wallet/')) return says
  const root = Object.keys(stairs).find(path => from.startsWith(`${path}/`))
  if (!root || !/^(apps|packages|e2e)\//.test(to) || everywhere.includes(to) || everywhere.includes(from)) return null
  if (!to.startsWith(`${root}/`)) return to.startsWith(`${dirname(root)}/`) && !to.includes('/src/') ? null : says
  const [here, there] = [stairOf(from, root), stairOf(to, root)]
  if (here.height < 0) return `${from} stands on no stair`
  return here.name === there.name || there.height > here.height ? null : `${says}: not downhill`
}

const sources = (root: string) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(path => `${root}/${path.split(sep).join('/')}`)
    .filter(path => /\.(ts|vue)$/.test(path) && !path.endsWith('.test.ts'))

describe('the staircase', () => {
  it.each(['packages/shared/src', ...Object.keys(stairs)])('holds in %s', root => {
    const complaints = sources(root).flatMap(path => importsOf(path, readFileSync(path, 'utf8')).map(complaint))
    expect(complaints.filter(Boolean)).toEqual([])
  })

  it.each([
    ['upward', 'apps/bff/src/rendering/svg.ts', "import { issue } from '../certificates/issue.ts'"],
    ['upward by one stair', 'apps/bff/src/people/store.ts', "import { signIn } from '../session/signIn.ts'"],
    ['sideways', 'apps/bff/src/issuing/routes.ts', "import { submit } from '../exams/submit.ts'"],
    ['upward, lazily', 'apps/web/src/ui/PageFrame.vue', "const page = () => import('../certificates/WalletPage.vue')"],
    ['upward, over several lines', 'apps/bff/src/db/connect.ts', "import {\n  a,\n  b,\n} from '../audit/store.ts'"],
    ['re-exported upward', 'apps/web/src/api/api.ts', "export { useSession } from '../session/useSession.ts'"],
    ['into the other room', 'apps/web/src/app/main.ts', "import { createApp } from '../../../bff/src/app.ts'"],
    ['zod into the browser', 'apps/web/src/session/SignIn.vue', "import { SignIn } from '@wallet/shared/session/session'"],
    ['a package into shared', 'packages/shared/src/page.ts', "import { readFile } from 'node:fs/promises'"],
    ['a folder without a stair', 'apps/bff/src/utils/text.ts', "import { db } from '../db/connect.ts'"],
  ])('refuses what is planted: %s', (_, from, source) => {
    expect(importsOf(from, source).map(complaint).filter(Boolean)).toHaveLength(1)
  })

  it('hands the browser nothing of shared that loads zod by a detour', () => {
    const asPackage = (path: string) => path.replace(/^packages\/shared\/src\/(.*)\.ts$/, '@wallet/shared/$1')
    const forTheWeb = sources('packages/shared/src').filter(path => isWithoutZod(asPackage(path)))
    const loaded = forTheWeb.flatMap(path => importsOf(path, readFileSync(path, 'utf8'))).filter(({ isType }) => !isType)
    expect(loaded.filter(({ to }) => !isWithoutZod(asPackage(to)))).toEqual([])
  })

  it('lets through what goes downhill, stays at home, or is only a type of shared', () => {
    const source = [
      "import { compile } from '../rendering/compile.ts'",
      "import { store } from './store.ts'",
      "import type { Deps } from '../deps.ts'",
      "import { z } from 'zod'",
      "import { Certificate } from '@wallet/shared/certificates/certificate'",
    ].join('\n')
    expect(importsOf('apps/bff/src/certificates/issue.ts', source).map(complaint).filter(Boolean)).toEqual([])
    expect(importsOf('apps/web/src/api/client.ts', "import type { Api } from '@wallet/shared/api'").map(complaint)).toEqual([null])
  })
})
