/** The scenarios that a person can choose for a simulated vendor, in the order of the consent page. */
export const scenarios = [
  {
    id: 'as_usual',
    name: 'As usual',
    meaning: 'The provider grants everything that Miteos asks for.',
  },
  {
    id: 'fewer_scopes',
    name: 'Fewer scopes',
    meaning: 'The provider grants only a part of what Miteos asks for.',
  },
  {
    id: 'expired_code',
    name: 'Expired code',
    meaning: 'The code has expired when Miteos exchanges it for a token.',
  },
  {
    id: 'token_endpoint_500',
    name: 'Token endpoint 500',
    meaning: 'The provider answers the exchange of the code with an internal error.',
  },
  {
    id: 'token_endpoint_slow',
    name: 'Token endpoint slow',
    meaning: 'The provider answers the exchange of the code after 30 seconds.',
  },
  {
    id: 'token_endpoint_garbage',
    name: 'Token endpoint garbage',
    meaning: 'The provider answers the exchange of the code with a web page instead of a token.',
  },
  {
    id: 'other_account',
    name: 'Other account',
    meaning: 'The provider grants access to an account other than the one chosen above.',
  },
  {
    id: 'expire',
    name: 'Expire',
    meaning: 'The service gets connected. At the next check the access token has expired.',
  },
  {
    id: 'revoke',
    name: 'Revoke at the provider',
    meaning: 'The service gets connected. At the next check the grant has been revoked.',
  },
  {
    id: 'fail_refresh',
    name: 'Fail refresh',
    meaning:
      'The service gets connected. At the next check the access token has expired and cannot be refreshed.',
  },
] as const

export type Scenario = (typeof scenarios)[number]['id']
