import { withParameters } from './return-path'

/** Returns the path of a page with those of its parameters that occur once. */
export function pathWithSearch(
  path: string,
  search: Record<string, string | string[] | undefined>,
): string {
  const single = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return withParameters(path, Object.fromEntries(single))
}
