import { createConnection } from 'mysql2/promise'
import { describe, expect, it } from 'vitest'
import { engines, freshDatabase } from './mariadb.ts'

describe.runIf(engines.includes('mariadb'))('the throw-away MariaDB', () => {
  it('gives every house a database of its own, which takes any character', async () => {
    const [one, other] = await Promise.all([freshDatabase('mariadb'), freshDatabase('mariadb')])
    const connection = await createConnection(one.url)
    await connection.query('CREATE TABLE names (name VARCHAR(20))')
    await connection.query('INSERT INTO names VALUES (?)', ['𠮷田 䶮'])
    const [rows] = await connection.query('SELECT name FROM names')
    expect(rows).toEqual([{ name: '𠮷田 䶮' }])
    expect(one.url).not.toBe(other.url)
    await connection.end()
    await Promise.all([one.drop(), other.drop()])
  })
})
