/** The form of the secret in a sign-in link or an invitation. */
export const linkPattern = /^[A-Za-z0-9_-]{16,128}$/
