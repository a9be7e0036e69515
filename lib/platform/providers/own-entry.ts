/** What a table of ours says of a word of theirs: never what every object has, such as `constructor`. */
export function ownEntry<Value>(
  table: Readonly<Record<string, Value>> | undefined,
  word: string,
): Value | undefined {
  return table && Object.hasOwn(table, word) ? table[word] : undefined
}
