/** Whose passkeys are shown: a person of an account, or a member of the support staff. */
export interface PasskeysOwner {
  /** The page about their passkeys. Its forms are posted below it. */
  path: '/settings/passkeys' | '/support/passkeys'
  /** The hidden fields with which a form says for whom the page was shown. */
  fields: Record<string, string>
}
