import type { ColumnType } from 'kysely'

/** Milliseconds since 1970, UTC. */
export type Time = number
/** JSON as text, so that both databases store it in the same way. */
export type Json = string
/** `v1.<kid>.<iv>.<ciphertext>`: readable only with the keyring and the row's own identity. */
export type Sealed = string
/** Base64url of a SHA-256 hash. The database does not contain the hashed value. */
export type Hash = string

/** A column that may be null, and is null by default. */
export type DefaultNull<T> = ColumnType<T | null, T | null | undefined, T | null>
