/** The store cannot be used until the operator solves a problem. The message says which problem. */
export class UnusableStoreError extends Error {
  override readonly name = 'UnusableStoreError'
}
