import type { Value } from './google-ads-fields'

/** A row of a result: values by their fields, such as `ad_group_ad.ad.id`. */
export type Row = Readonly<Record<string, Value>>

type Path = readonly string[]

/**
 * Returns the selected fields of a row as Google's JSON: nested, in camel case, with 64-bit integers as texts. As at Google,
 * `resourceName` of each resource is added even when the query does not select it.
 */
export function presentRow(row: Row, fields: readonly string[]): object {
  const names = fields.flatMap((field) => {
    const parts = field.split('.')
    const parents = parts.map((_, index) => parts.slice(0, index).join('.'))
    return [...parents.map((parent) => `${parent}.resource_name`), field]
  })
  const found = [...new Set(names)].flatMap((name): (readonly [Path, unknown])[] => {
    const value = row[name]
    if (value === undefined) return []
    return [[camelCase(name).split('.'), typeof value === 'bigint' ? String(value) : value]]
  })
  return nest(found)
}

/** Returns a name of the query language as JSON has it: `ad_group.id` becomes `adGroup.id`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function nest(values: readonly (readonly [Path, unknown])[]): object {
  const heads = new Set(values.map(([[head = '']]) => head))
  return Object.fromEntries(
    [...heads].map((head) => {
      const below = values.filter(([path]) => path[0] === head)
      const leaf = below.find(([path]) => path.length === 1)
      return [head, leaf ? leaf[1] : nest(below.map(([path, value]) => [path.slice(1), value]))]
    }),
  )
}
