import type { BaseProvider, Credential, ProviderClient } from './provider'

/** A provider without OAuth: Telegram, where the grant is the token of a bot. */
export interface BotProvider extends BaseProvider {
  kind: 'bot'
  /**
   * Returns the credential for a token that a person pasted, without asking the provider. For the token of the
   * platform's bot, returns the same as `sharedBotCredential`. Returns `undefined` when the text cannot be a token.
   */
  ownBotCredential: (token: string, client: ProviderClient) => Credential | undefined
  /** Returns the credential of the platform's bot, which all people share, or `undefined` when none is configured. */
  sharedBotCredential: (client: ProviderClient) => Credential | undefined
}
