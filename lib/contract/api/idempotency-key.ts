/** Matches the key of a call, in the header `Idempotency-Key` and in the argument of a tool. */
export const keyPattern = /^[\x21-\x7e]{1,255}$/

/** Says what a valid key looks like, as a part of an error message. */
export const keyForm = 'use 1 to 255 printable ASCII characters, without spaces'
