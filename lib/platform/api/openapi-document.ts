import { failuresOverall, failuresPerAddress } from '@/lib/contract/api/limits'
import type { Api } from './api'

const description = `Connect the services that agents work with, read their status, and disconnect them.

Tokens that begin with \`mt_live_\` work with real accounts, tokens that begin with \`mt_test_\` with the sandbox.
Each environment has data of its own.
Every error is \`application/problem+json\` (RFC 9457) with a stable \`code\` and a \`request_id\`.

Each token has a limit of requests per minute, which \`RateLimit-Policy\` names. Requests without a token or with an
unknown token have limits of their own: ${failuresPerAddress} per minute from one address (IPv6: one /64 network), and
${failuresOverall} per minute from all addresses together. A request above a limit is answered 429 with \`Retry-After\`. Requests with an invalid token do not
limit requests with a valid token. A request with a revoked token is always answered 401.`

/** Returns the OpenAPI 3.1 document, generated from the schemas that the routes parse with. */
export function openApiDocument(api: Api, appUrl: string) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API token: `mt_live_…` or `mt_test_…`.',
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
      { name: 'Account', description: 'The account of the token.' },
      { name: 'Sandbox', description: 'For test tokens only.' },
    ],
  })
}
