/** By this mark spreadsheets know that a file is UTF-8. */
const byteOrderMark = '\uFEFF'

/** What a spreadsheet would take for a formula; full-width signs are as good as others to it. */
export const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

const cellOf = (text: string): string => {
  const tame = formulaStart.test(text) ? `'${text}` : text
  return tame !== text || /[",;\r\n\t]|^\s|\s$/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame
}

/** A row of a CSV file, with the end of its line; no cell of it can become a formula. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** How a CSV file begins, for those who write the rest of it line by line. */
export const csvHead = (header: readonly string[]): string => `${byteOrderMark}${csvLine(header)}`

/** A table as a CSV file that every spreadsheet opens rightly: UTF-8 with its mark, and no cell a formula. */
export const csvFile = (header: readonly string[], rows: readonly (readonly string[])[]): string => csvHead(header) + rows.map(csvLine).join('')
