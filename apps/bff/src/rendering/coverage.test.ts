import { expect, it } from 'vitest'
import { readCoverage } from './coverage.ts'
import { faces, readFace } from './fonts.ts'

const coverages = await Promise.all(faces.map(async face => ({ face, has: readCoverage(await readFace(face)) })))

it('each family is known to hold, and to lack, what the others are there for', () => {
  const holds = (family: string, text: string) => coverages.filter(({ face }) => face.family === family).every(({ has }) => [...text].every(has))
  expect(holds('Cert Sans', '张䶮㛃㼆䜣𬍛𫖯𬭎𨱏0A')).toBe(true)
  expect(holds('Cert Serif', '张䶮㛃㼆䜣𬍛𫖯𬭎𨱏0A')).toBe(true)
  expect(coverages.filter(({ face }) => face.family === 'Cert Serif').some(({ has }) => has('𠮷') || has('ү') || has('ə'))).toBe(false)
  expect(holds('Cert Serif JP', '𠮷')).toBe(true)
  expect(holds('Cert Serif Ext', 'үұқəğşİı')).toBe(true)
  expect(coverages.some(({ has }) => has('🙂'))).toBe(false)
})
