import type { KnownServiceAndEnvironment } from './known-service-and-environment'

/** Keeps one value for each provider. A service has a different provider in each environment. */
export interface PerProvider<Value> {
  /** Returns the value of a provider. The first call creates it. */
  of: (provider: KnownServiceAndEnvironment) => Value
  /** Returns the values that were created so far. */
  all: () => Value[]
}

/** @param create creates the value of a provider */
export function createPerProvider<Value extends object>(
  create: (provider: KnownServiceAndEnvironment) => Value,
): PerProvider<Value> {
  const values = new Map<string, Value>()
  return {
    of({ service, environment }) {
      const key = `${service} ${environment}`
      const value = values.get(key) ?? create({ service, environment })
      values.set(key, value)
      return value
    },
    all: () => [...values.values()],
  }
}
