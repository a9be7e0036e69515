/** The columns that identify a row and its owner. */
export interface OwnedRow {
  id: string
  account_id: string
  environment: string
  service: string
}

/**
 * The identity of each sealed value: its table, its column and its row. The keyring opens a value only with the
 * same identity. A rotation of the keys has to know every identity.
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
  webhookSecret: ({ id, account_id, environment }: Omit<OwnedRow, 'service'>) => [
    'webhooks',
    'secret',
    id,
    account_id,
    environment,
  ],
  toolOutcome: ({
    account_id,
    environment,
    key_hash,
  }: Pick<OwnedRow, 'account_id' | 'environment'> & { key_hash: string }) => [
    'tool_outcomes',
    'outcome',
    account_id,
    environment,
    key_hash,
  ],
  approvalArguments: ({ id, account_id, environment }: Omit<OwnedRow, 'service'>) => [
    'approvals',
    'arguments',
    id,
    account_id,
    environment,
  ],
  mailContent: ({ id, account_id, environment }: Omit<OwnedRow, 'service'>) => [
    'mails',
    'content',
    id,
    account_id,
    environment,
  ],
  sessionBearer: (idHash: string) => ['session', idHash, 'bearer'],
  sessionRefreshToken: (idHash: string) => ['session', idHash, 'refresh_token'],
  attemptCode: (id: string) => ['attempt', id, 'code'],
  formResult: (formHash: string) => ['form_results', formHash, 'result'],
}
