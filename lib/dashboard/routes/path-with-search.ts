import { withParameters } from './return-path'

/** Returns the path of a page with its search parameters, except those that are repeated. */
export function pathWithSearch(
  path: string,
  search: Record<string, string | string[] | undefined>,
): string {
  const singleParameters = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return withParameters(path, Object.fromEntries(singleParameters))
}
