/** Returns the path of an integration in the API, or one below it. */
export function integrationPath(id: string, below = ''): string {
  return `/integrations/${encodeURIComponent(id)}${below}`
}

/** Returns the query of the parameters that are set, with its question mark, or an empty text. */
export function queryOf(parameters: Record<string, string | undefined>): string {
  const set = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}
