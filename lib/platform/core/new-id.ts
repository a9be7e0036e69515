import { typeid } from 'typeid-js'

type Prefix = 'acct' | 'tok' | 'int' | 'evt' | 'rev' | 'txn'

/** A new id such as `int_01h…`: sorts by the time it was made, also within one millisecond. */
export function newId(prefix: Prefix): string {
  return typeid(prefix).toString()
}
