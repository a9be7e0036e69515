/** The columns that say whose row it is. */
export interface OwnedRow {
  id: string
  account_id: string
  environment: string
  service: string
}

/**
 * What each sealed value is bound to: its table, its column and its own row. The keyring opens it
 * nowhere else, and a rotation of keys needs to know all of them.
 */
export const rowIdentity = {
  integrationCredential: ({ id, account_id, environment, service }: OwnedRow) => [
    'integrations',
    'credential',
    id,
    account_id,
    environment,
    service,
  ],
  revocationCredential: ({ id, account_id, environment, service }: OwnedRow) => [
    'revocations',
    'credential',
    id,
    account_id,
    environment,
    service,
  ],
  oauthCode: (
    column: 'grant_input' | 'held_credential',
    { hash, account_id, environment, service }: Omit<OwnedRow, 'id'> & { hash: string },
  ) => ['oauth_codes', column, hash, account_id, environment, service],
  transactionSecrets: ({ id, account_id, service }: Omit<OwnedRow, 'environment'>) => [
    'transactions',
    id,
    account_id,
    service,
  ],
  sessionBearer: (idHash: string) => ['session', idHash, 'bearer'],
  attemptCode: (id: string) => ['attempt', id, 'code'],
}
