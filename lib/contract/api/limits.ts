/** The largest body of a request, in bytes. */
export const maxBodyBytes = 16 * 1024

/** The largest body of a call of a tool, in bytes. */
export const maxToolBodyBytes = 1024 * 1024

/** The number of redirect URIs that one environment of an account can have. */
export const maxRedirectUris = 50

/** The number of webhooks that one environment of an account can have. */
export const maxWebhooks = 20

/** The number of open invitations that an account can have. */
export const maxInvitations = 200

/** The number of reconnect links of one integration that can still be used. */
export const maxReconnectLinks = 20

/** The number of passkeys that a person can have. */
export const maxPasskeys = 20

/** The number of requests without a valid token that are allowed in a minute, from one address. */
export const failuresPerAddress = 10

/** The number of such requests that are allowed in a minute, from all addresses together. */
export const failuresOverall = 600

/** The time for which an `Idempotency-Key` keeps its first answer, in hours. */
export const idempotencyHours = 24
