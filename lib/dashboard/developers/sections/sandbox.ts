import { scenarios } from '@/lib/contract/api/sandbox-scenarios'
import { catalogue } from '@/lib/contract/services/catalogue'
import type { Section } from '@/lib/contract/view/developers'
import { command, section, table, text } from '../blocks'
import { tokenVariable } from '../example-request'
import type { DevelopersFacts } from '../facts'

const signalling = catalogue
  .filter(({ vendor }) => vendor.sendsSignals)
  .map(({ name }) => name)
  .join(', ')

/** Returns the section about the sandbox: what can be simulated there. */
export function sandbox({ apiAddress }: DevelopersFacts): Section {
  const lines = [
    `curl -X POST ${apiAddress}/integrations/int_…/faults`,
    `-H "Authorization: Bearer $${tokenVariable}"`,
    "-H 'Content-Type: application/json'",
    `-d '{"fault":"revoke"}'`,
  ]
  return {
    ...section(
      'sandbox',
      'Sandbox',
      text(
        'Tokens that begin with `mt_test_` and people who are signed in with one connect simulated services. The whole way is the same as in live, with a consent page that has Allow, Deny, a choice of accounts and a choice of scenarios, so that your app meets each failure before your people do.',
      ),
    ),
    sections: [
      section(
        'sandbox-scenarios',
        'Scenarios of the consent page',
        table(
          ['Scenario', 'What happens'],
          scenarios.map(({ name, meaning }) => [name, meaning]),
        ),
      ),
      section(
        'sandbox-faults',
        'Faults of an integration',
        text(
          'An integration that is connected can be broken: `expire` ends its access token, `revoke` ends the grant at the provider, `fail_refresh` lets the next refresh fail. It is checked at once, and the answer has its new status.',
        ),
        text(
          `Some vendors tell Miteos when a grant was revoked: ${signalling}. With \`"signal":true\` beside \`"fault":"revoke"\` the simulated vendor does that too, and the check follows from its signal. With \`"signal":false\` nothing follows, and the next check finds the fault.`,
        ),
        command('Break an integration', lines.join(' \\\n  ')),
      ),
    ],
  }
}
