/** Ways in which a spreadsheet writes the characters of a table; `gb18030` is GBK and all it was extended to. */
export const tableEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const
export type TableEncoding = (typeof tableEncodings)[number]

/** What stands between the columns of a table that is saved as text. */
export const tableDelimiters = ['comma', 'semicolon', 'tab'] as const
export type TableDelimiter = (typeof tableDelimiters)[number]

/** So much may be in a table: `columns` in a row, and characters in a cell and in the name of a column. */
export const tableLimits = { columns: 100, cell: 5_000, name: 200 } as const
