/** Looks up an own property of a table, never an inherited one such as `constructor`. */
export function ownProperty<Value>(
  table: Readonly<Record<string, Value>> | undefined,
  word: string,
): Value | undefined {
  return table && Object.hasOwn(table, word) ? table[word] : undefined
}
