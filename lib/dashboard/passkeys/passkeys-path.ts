/** The path of the page about the passkeys of the person who is signed in. */
export const passkeysPath = '/settings/passkeys'
