/**
 * Creates the function that returns the route of a URL, such as `/integrations/[id]`, or `other`. Requests are counted by
 * route, because the number of different paths is unlimited.
 *
 * @param {{ staticRoutes: Route[], dynamicRoutes: Route[] }} manifest the file `routes-manifest.json` of Next's build
 * @returns {(url: string) => string}
 *
 * @typedef {{ page: string, regex: string }} Route
 */
export function createRouteOf({ staticRoutes, dynamicRoutes }) {
  const staticPages = new Set(staticRoutes.map(({ page }) => page))
  const dynamicPages = dynamicRoutes.map(({ page, regex }) => ({ page, regex: new RegExp(regex) }))

  return (url) => {
    const [path = ''] = url.split('?')
    if (staticPages.has(path)) return path
    if (path.startsWith('/_next/')) return '/_next/*'
    return dynamicPages.find(({ regex }) => regex.test(path))?.page ?? 'other'
  }
}
