/**
 * Whether programs speak at this address: they get problem details, and no ways of a page.
 *
 * @param {string} url
 */
export function isApi(url) {
  return /^\/(v1|api)(?![^/?])/.test(url)
}
