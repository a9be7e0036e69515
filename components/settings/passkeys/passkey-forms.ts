/** Where the forms about the passkeys of a person, or of a member of the support staff, are posted. */
export interface PasskeyForms {
  /** The page with the passkeys. The forms are posted below it. */
  path: '/settings/passkeys' | '/support/passkeys'
  /** The hidden fields with which a form says for whom the page was shown. */
  fields: Record<string, string>
}
