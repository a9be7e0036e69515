import type { KnownServiceAndEnvironment } from './known-service-and-environment'

/** Keeps one thing for each provider. In each environment a service has a provider of its own. */
export interface PerProvider<Kept> {
  /** Returns the thing of a provider, which is made at the first call. */
  of: (provider: KnownServiceAndEnvironment) => Kept
  /** Returns the things that were made so far. */
  all: () => Kept[]
}

/** @param create makes the thing of a provider */
export function createPerProvider<Kept extends object>(
  create: (provider: KnownServiceAndEnvironment) => Kept,
): PerProvider<Kept> {
  const keptByProvider = new Map<string, Kept>()
  return {
    of({ service, environment }) {
      const key = `${service} ${environment}`
      const kept = keptByProvider.get(key) ?? create({ service, environment })
      keptByProvider.set(key, kept)
      return kept
    },
    all: () => [...keptByProvider.values()],
  }
}
