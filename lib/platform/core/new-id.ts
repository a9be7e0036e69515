import { typeid } from 'typeid-js'

type Prefix =
  | 'acct'
  | 'tok'
  | 'int'
  | 'evt'
  | 'rev'
  | 'txn'
  | 'uri'
  | 'att'
  | 'act'
  | 'chk'
  | 'whk'
  | 'msg'
  | 'dlv'
  | 'call'
  | 'per'
  | 'pky'
  | 'inv'

/**
 * Returns a new id such as `int_01h…`. Ids sort by the time at which they were created, also within one
 * millisecond.
 */
export function newId(prefix: Prefix): string {
  return typeid(prefix).toString()
}
