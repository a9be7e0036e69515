/** Returns the value under a name in a table, or `undefined`. Ignores inherited properties such as `constructor`. */
export function ownProperty<Value>(
  table: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined
}
