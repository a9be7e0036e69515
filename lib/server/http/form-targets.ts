import { consentOrigins } from '@/lib/contract/consent-origins'
import type { Env } from '../env/env'

/** Every origin, beside our own, to which a form of ours may lead. */
export function formTargets({ remote, providerOrigins }: Pick<Env, 'remote' | 'providerOrigins'>) {
  const ours = remote ? [remote.connectUrl.origin] : []
  const vendors = Object.values(consentOrigins).flat()
  return [...new Set([...ours, ...vendors, ...Object.values(providerOrigins)])]
}
