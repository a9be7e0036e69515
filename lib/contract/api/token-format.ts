/** The characters of the part after the prefix. */
export const tokenAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The number of random characters: 43 out of 62 carry 256 bits. */
export const tokenRandomLength = 43

/** The number of characters of the checksum, at the end. */
export const tokenChecksumLength = 6

/** The form of an API token, as the source of a regular expression without anchors. */
export const tokenExpression = `mt_(live|test)_[0-9A-Za-z]{${tokenRandomLength + tokenChecksumLength}}`
