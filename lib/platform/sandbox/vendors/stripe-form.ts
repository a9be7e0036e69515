/** A parameter as it was sent: a text, or parameters by the names in their brackets. */
type Parameter = string | Map<string, Parameter>

/** Returns the parameters of a form or a query as Stripe reads them: `lines[0][amount]` becomes a list with an object. */
export function nestedParameters(form: URLSearchParams): unknown {
  const root = new Map<string, Parameter>()
  for (const [name, value] of form) put(root, partsOf(name), value)
  return plain(root)
}

function partsOf(name: string): [string, ...string[]] {
  const [first = '', ...rest] = name.split('[')
  return [first, ...rest.map((part) => part.replace(/\]$/, ''))]
}

function put(into: Map<string, Parameter>, [part, ...rest]: string[], value: string): void {
  const name = part || String(into.size)
  if (rest.length === 0) {
    into.set(name, value)
    return
  }
  const found = into.get(name)
  const inner = found instanceof Map ? found : new Map<string, Parameter>()
  into.set(name, inner)
  put(inner, rest, value)
}

function plain(parameter: Parameter): unknown {
  if (typeof parameter === 'string') return parameter
  const entries = [...parameter].map(([name, value]) => [name, plain(value)] as const)
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}
