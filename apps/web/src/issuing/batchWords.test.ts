import { expect, it } from 'vitest'
import { unusedColumns } from './batchWords.ts'

const columns = { employeeNo: 0, fullName: 1, score: null, completionRate: null, title: null, validUntil: null, description: null }

it('names the columns that nothing is taken from, and none without a name', () => {
  expect(unusedColumns({ header: ['工号', '姓名', '颁发日期', ' ', '备注'], columns })).toEqual({ names: '颁发日期 · 备注', count: 2 })
  expect(unusedColumns({ header: ['工号', '姓名'], columns })).toEqual({ names: '', count: 0 })
})

it('names five of many, and counts all', () => {
  const header = ['工号', '姓名', ...Array.from({ length: 40 }, (_, n) => `${n}`)]
  expect(unusedColumns({ header, columns })).toEqual({ names: '0 · 1 · 2 · 3 · 4 …', count: 40 })
})
