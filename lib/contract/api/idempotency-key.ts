/** Tells somebody who sent another key what the key of a call has to be. */
export const keyForm = 'use 1 to 255 printable ASCII characters, without spaces'
