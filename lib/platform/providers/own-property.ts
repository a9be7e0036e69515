/** Returns an own property of a table. Ignores inherited ones such as `constructor`. */
export function ownProperty<Value>(
  table: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined
}
