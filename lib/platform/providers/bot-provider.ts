import type { BaseProvider, Credential, ProviderClient } from './provider'

/** A provider without OAuth: Telegram, where the grant is the token of a bot. */
export interface BotProvider extends BaseProvider {
  kind: 'bot'
  /**
   * Returns the credential for a token that a person pasted, without asking the provider, or `undefined` when the text
   * cannot be a token.
   */
  ownBot: (token: string, client: ProviderClient) => Credential | undefined
  /** Returns the credential of the platform's bot, or `undefined` when none is configured. */
  sharedBot: (client: ProviderClient) => Credential | undefined
}
