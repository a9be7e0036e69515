/** The time between the last visit of a person and this one, in milliseconds since 1970. */
export interface Unseen {
  after: number
  until: number
}
