/** Matches the key of a call, in the header `Idempotency-Key` and in the argument of a tool. */
export const keyPattern = /^[\x21-\x7e]{1,255}$/

/** The form of a key, for somebody who has sent another one. */
export const keyForm = 'use 1 to 255 printable ASCII characters, without spaces'
