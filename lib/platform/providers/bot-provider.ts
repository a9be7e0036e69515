import type { ConnectedService, Credential, ProviderClient } from './provider'

/** Telegram: no OAuth, a bot's long-lived token instead. */
export interface BotProvider extends ConnectedService {
  kind: 'bot'
  /** The credential of a pasted token, not yet checked; `undefined` when it cannot be one. */
  ownBot: (token: string, client: ProviderClient) => Credential | undefined
  /** The credential of the platform's bot; `undefined` when none is configured. */
  sharedBot: (client: ProviderClient) => Credential | undefined
}
