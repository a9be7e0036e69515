/** The search parameters of a page, as Next gives them. A repeated parameter is an array. */
export type Search = Record<string, string | string[] | undefined>

/** Returns the text of a parameter, or an empty text when it is missing or repeated. */
export function searchText(search: Search, name: string): string {
  const value = search[name]
  return typeof value === 'string' ? value : ''
}
