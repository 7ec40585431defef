/** By this mark spreadsheets know that a file is UTF-8. */
const byteOrderMark = '\uFEFF'

/** What a spreadsheet would take for a formula; full-width signs are as good as others to it. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

/** Where a spreadsheet that takes another sign for the separator begins a cell, whatever marks of quotation stand there. */
const inside = /([;\t\r\n]"*)(?=[=+\-@＝＋－＠])/g
const insideMarked = /([;\t\r\n]"*)'(?=[=+\-@＝＋－＠])/g

const tame = (text: string): string => (formulaStart.test(text) ? `'${text}` : text).replace(inside, "$1'")

/** What a cell said before it was marked lest a spreadsheet calculate it. */
export const untamed = (cell: string): string => (cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell).replace(insideMarked, '$1')

const cellOf = (text: string): string => {
  const tamed = tame(text)
  return tamed !== text || /[",;\r\n\t]|^\s|\s$/.test(tamed) ? `"${tamed.replaceAll('"', '""')}"` : tamed
}

/** A row of a CSV file, with the end of its line; no cell of it can become a formula. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** How a CSV file begins, for those who write the rest of it line by line. */
export const csvHead = (header: readonly string[]): string => `${byteOrderMark}${csvLine(header)}`

/** A table as a CSV file that every spreadsheet opens rightly: UTF-8 with its mark, and no cell a formula. */
export const csvFile = (header: readonly string[], rows: readonly (readonly string[])[]): string => csvHead(header) + rows.map(csvLine).join('')
