import { randomBytes } from 'node:crypto'
import { fromUUIDBytes, typeid } from 'typeid-js'

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
  | 'sup'
  | 'mail'
  | 'rcl'

/**
 * Returns a new id such as `int_01h…`. Ids sort by the time at which they were created, also within one
 * millisecond.
 */
export function newId(prefix: Prefix): string {
  return typeid(prefix).toString()
}

const maxTime = 2 ** 48 - 1

function idOf(prefix: Prefix, at: number, rest: Uint8Array): string {
  const bytes = new Uint8Array(16)
  const time = BigInt(Math.min(Math.max(Math.trunc(at), 0), maxTime))
  new DataView(bytes.buffer).setBigUint64(0, time << 16n)
  bytes.set(rest, 6)
  return fromUUIDBytes(prefix, bytes)
}

let last = { at: 0, count: 0 }

/**
 * Returns a new id, a UUID of version 7 in the form of a TypeID. Ids sort by `at`. Ids that this
 * process creates one after the other for the same `at` sort in the order of creation.
 *
 * @param at the time of the event or change that gets the id, in milliseconds since 1970
 */
export function newIdAt(prefix: Prefix, at: number): string {
  last = { at, count: last.at === at ? last.count + 1 : 0 }
  const count = Math.min(last.count, 0xfff)
  const rest = randomBytes(10)
  rest.writeUInt16BE(0x7000 | count, 0)
  rest.writeUInt8(0x80 | (rest.readUInt8(2) & 0x3f), 2)
  return idOf(prefix, at, rest)
}

/**
 * Returns a text that sorts after the ids of everything that happened before `at`, and before all
 * other ids.
 *
 * @param at milliseconds since 1970
 */
export function firstIdAt(prefix: Prefix, at: number): string {
  return idOf(prefix, at, new Uint8Array(10))
}
