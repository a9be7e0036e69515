import type { PlatformContext } from './core/context'
import { type Clients, createClients } from './oauth/client'
import type { PlatformOptions } from './platform-interface'
import type { Sandbox } from './sandbox/sandbox'

/** Creates the clients of the providers. Those of the live environment use the network; those of the sandbox stay in this process. */
export function createProviderClients(
  {
    settings,
    now,
    log,
    meter,
    networkFetch,
  }: Pick<PlatformContext, 'settings' | 'now' | 'log' | 'meter'> &
    Pick<PlatformOptions, 'networkFetch'>,
  sandbox: Pick<Sandbox, 'handle'>,
): Clients {
  return createClients(
    settings,
    sandbox.handle,
    networkFetch,
    now,
    (error) => log.warn(error.fields, 'a provider refused an optional request'),
    meter,
  )
}
