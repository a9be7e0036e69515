import { catalogue } from '@/lib/contract/catalogue'
import type { Env } from '../env/env'

/** Every origin, beside our own, to which a form of ours may lead. */
export function formTargets({ remote, providerOrigins }: Pick<Env, 'remote' | 'providerOrigins'>) {
  const ours = remote ? [remote.connectUrl.origin] : []
  const vendors = catalogue.flatMap(({ consentOrigins }) => consentOrigins)
  return [...new Set([...ours, ...vendors, ...Object.values(providerOrigins)])]
}
