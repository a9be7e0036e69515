import { withParameters } from '../routes/return-path'

/** Returns the path of the page to which the reconnect link with a secret leads. */
export function reconnectPath(secret: string): string {
  return withParameters('/reconnect', { link: secret })
}
