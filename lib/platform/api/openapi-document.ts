import { failuresOverall, failuresPerAddress } from '@/lib/contract/api/limits'
import type { Api } from './api'

const description = `Connect the services that agents work with, read their status, and disconnect them.

Tokens that begin with \`mt_live_\` work with real accounts, tokens that begin with \`mt_test_\` with the sandbox.
Each environment has data of its own.
Every error is \`application/problem+json\` (RFC 9457) with a stable \`code\` and a \`request_id\`.

\`RateLimit-Policy\` says how many requests a token may send in a minute. Requests without a token, or with a token that does not
exist, are limited to ${failuresPerAddress} a minute from one address (IPv6: one /64 network), and to ${failuresOverall} a minute from all addresses
together. Further requests of this kind are answered 429 with \`Retry-After\`. They hold up no request with a valid token,
and a token that was revoked or has expired is always answered 401.`

const tokenFormat = `An API token matches \`^mt_(live|test)_[0-9A-Za-z]{49}$\`. Its last six characters are a checksum, so that a
scanner for secrets can tell a token from a text that only looks like one: they are the first six bytes of the SHA-256 of everything
before them, each modulo 62, as digits of \`0-9A-Za-z\`.`

/** Returns the OpenAPI 3.1 document, generated from the schemas that the routes parse with. */
export function openApiDocument(api: Api, appUrl: string) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: tokenFormat,
  })
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Miteos Integrations',
      version: '1',
      description,
      contact: { name: 'Miteos', url: appUrl },
      license: { name: 'All rights reserved', url: appUrl },
    },
    servers: [{ url: appUrl.startsWith('https:') ? appUrl : '/', 'x-internal': false }],
    tags: [
      { name: 'Integrations', description: 'The connected accounts.' },
      {
        name: 'Redirect URIs',
        description: 'The addresses of your apps to which people return from the connect URL.',
      },
      {
        name: 'API tokens',
        description: 'What programs authenticate with. A secret is shown once.',
      },
      {
        name: 'People',
        description: 'Who belongs to the account, and who is invited.',
      },
      {
        name: 'Activity',
        description: 'What was done and refused in the account.',
      },
      {
        name: 'Connect attempts',
        description: 'What happened on the way from the connect URL to an integration.',
      },
      {
        name: 'Webhooks',
        description: 'The addresses that are told when the status of an integration changes.',
      },
      {
        name: 'Live tools',
        description: 'What agents can do with the connected accounts.',
      },
      { name: 'Account', description: 'The account of the token.' },
      { name: 'Sandbox', description: 'For test tokens only.' },
    ],
  })
}
