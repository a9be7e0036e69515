/** The store cannot be used until its owner does something about it. The message says what is wrong. */
export class UnusableStoreError extends Error {
  override readonly name = 'UnusableStoreError'
}
