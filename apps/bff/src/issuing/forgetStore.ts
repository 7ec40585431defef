import type { Db } from '../db/connect.ts'
import { takeNamesOut, type Texts } from '../db/names.ts'
import { execute, json, number, select, selectOne, type Row } from '../db/query.ts'

/** Somebody whose traces in lists are to go. */
export interface Listed {
  readonly userId: number
  readonly employeeNo: string
  readonly pseudonym: string
  /** How they were called, anywhere and at any time. */
  readonly names: readonly string[]
}

const ofPerson = '(user_id = :userId OR UPPER(TRIM(employee_no)) = :employeeNo)'

/** Lists that are being issued wait until this transaction ends; a chunk under way is waited for. */
export const holdUpBatches = async (tx: Db): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, "SELECT id FROM batches WHERE state = 'running' ORDER BY id FOR UPDATE")
}

export const countListed = async (db: Db, { userId, employeeNo }: Pick<Listed, 'userId' | 'employeeNo'>): Promise<number> =>
  number((await selectOne(db, `SELECT COUNT(*) AS n FROM batch_rows WHERE ${ofPerson}`, { userId, employeeNo }))?.['n'])

const blank = (cells: unknown): string => JSON.stringify(Array.isArray(cells) ? cells.map(() => '') : [])

const texts: readonly Texts[] = [
  { table: 'batches', key: ['id'], columns: ['file_name', 'header'] },
  {
    ...{ table: 'batch_rows', key: ['batch_id', 'row_no'], columns: ['cells', 'employee_no', 'full_name', 'item', 'reasons'] },
    // Somebody else who is called the same.
    except: 'user_id IS NOT NULL AND EXISTS (SELECT 1 FROM users o WHERE o.id = batch_rows.user_id AND o.full_name IN (:fullNames))',
  },
]

/** Empties the rows that are about a person, and takes the name out of all others: typed for another number, named in a text, called a file by. */
export const forgetInLists = async (tx: Db, { userId, employeeNo, pseudonym, names }: Listed): Promise<void> => {
  const rows = await select(tx, `SELECT batch_id, row_no, cells FROM batch_rows WHERE ${ofPerson}`, { userId, employeeNo })
  for (const row of rows) await empty(tx, row, pseudonym)
  await takeNamesOut(tx, texts, names, { fullNames: [...names] })
}

const empty = (tx: Db, row: Row, pseudonym: string) =>
  execute(
    tx,
    "UPDATE batch_rows SET cells = :cells, employee_no = :pseudonym, full_name = '', item = '{}', reasons = '[]' WHERE batch_id = :batchId AND row_no = :rowNo",
    {
      ...{ cells: blank(json(row['cells'])), pseudonym, batchId: number(row['batch_id']), rowNo: number(row['row_no']) },
    },
  )
