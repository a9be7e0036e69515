import { expect, test } from 'vitest'
import { writeCsv } from './csv'

test('cells with separators, quotation marks and line breaks are quoted, and lines end with CRLF', () => {
  const rows = [
    ['name', 'note'],
    ['Ada, Countess', 'said "no"\r\ntwice'],
    ['', 'ünïcode'],
  ]
  expect(writeCsv(rows)).toBe('name,note\r\n"Ada, Countess","said ""no""\r\ntwice"\r\n,ünïcode\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])(
  'a spreadsheet does not run the cell %j',
  (cell) => {
    expect(writeCsv([[cell]]).replace(/^"/, '')).toMatch(/^'/)
  },
)
