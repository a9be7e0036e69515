import { operations, roleMay } from '@/lib/contract/api/permissions'
import { roleSchema } from '@/lib/contract/api/role'
import {
  tokenAlphabet,
  tokenChecksumLength,
  tokenExpression,
  tokenRandomLength,
} from '@/lib/contract/api/token-format'
import type { Section } from '@/lib/contract/view/developers'
import { operationWords } from '@/lib/contract/view/operation-words'
import { command, list, section, steps, table, text } from '../blocks'
import { tokenVariable } from '../example-request'
import type { DevelopersFacts } from '../facts'

const roles = roleSchema.options

function roleTable() {
  const names = roles.map((role) => role.replace(/^./, (letter) => letter.toUpperCase()))
  return table(
    ['Operation', ...names],
    operations.map((operation) => [
      operationWords[operation],
      ...roles.map((role) => (roleMay(role, operation) ? 'Yes' : 'No')),
    ]),
  )
}

/** Returns the section about tokens, environments and roles. */
export function authentication({ apiAddress, environment }: DevelopersFacts): Section {
  return {
    id: 'authentication',
    title: 'Authentication',
    blocks: [
      text(
        'Every request carries an API token in the header `Authorization`. Tokens in the address, in cookies or in Basic authentication are ignored. The examples on this page read the token from a variable, so that it stays out of your code:',
      ),
      command(
        'Send the token',
        `export ${tokenVariable}=mt_${environment}_…\ncurl ${apiAddress}/account \\\n  -H "Authorization: Bearer $${tokenVariable}"`,
      ),
    ],
    sections: [
      section(
        'authentication-environments',
        'Environments',
        list(
          '`mt_live_…` works with real accounts.',
          '`mt_test_…` works in the sandbox, where services are simulated.',
        ),
        text(
          'The two have separate integrations, redirect URIs, tokens and codes. What belongs to one is not found in the other.',
        ),
      ),
      section(
        'authentication-roles',
        'Roles',
        text(
          'A token has one role. What it may not do is answered with [`forbidden`](/developers/errors/forbidden), and nothing is changed. Every answer names the account and the role in `Miteos-Account` and `Miteos-Role`.',
        ),
        roleTable(),
      ),
      section(
        'authentication-format',
        'Format of tokens',
        text('With this expression a secret scanner finds tokens in code, logs and chats:'),
        command('The expression for secret scanners', tokenExpression),
        text(
          'The last characters are a checksum, by which a scanner knows a token from a look-alike:',
        ),
        steps(
          `Take everything before the last ${tokenChecksumLength} characters: the prefix and ${tokenRandomLength} random characters.`,
          'Compute its SHA-256.',
          `For each of the first ${tokenChecksumLength} bytes, take the byte modulo ${tokenAlphabet.length}, and the character at that position (from 0) in \`${tokenAlphabet}\`.`,
          `The ${tokenChecksumLength} characters are the end of the token.`,
        ),
        text(
          'Revoke a token that leaked at once: the next request with it is refused, everywhere.',
        ),
      ),
    ],
  }
}
