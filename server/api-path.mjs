/**
 * Returns whether an address is for programs. Errors there are problem details, not pages.
 *
 * @param {string} url
 */
export function isApi(url) {
  return /^\/(v1|api|signals)(?![^/?])/.test(url)
}
