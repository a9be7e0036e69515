import { idempotencyHours } from '@/lib/contract/api/limits'
import type { Section } from '@/lib/contract/view/developers'
import { list, section, text } from '../../blocks'
import type { DevelopersFacts } from '../../facts'
import { clients, listing } from './clients'
import { failures } from './failures'
import { toolList } from './tool-list'

const keys = section(
  'agents-keys',
  'Do a thing once',
  text(
    'A network can lose the answer to a call that did its work. Give each call that changes something an `idempotency_key` of its own (over REST also as the header `Idempotency-Key`), and repeat the call with the same key when no answer came.',
  ),
  list(
    `For ${idempotencyHours} hours a repetition gets the stored output of the first call, also when both run at the same time.`,
    'The same key with another tool or other arguments is refused: `idempotency_conflict`.',
    'When Miteos itself went down in the middle of a call, the repetition looks at the vendor first, where the vendor lets one look. Otherwise it answers `outcome_unknown`.',
  ),
)

const approvals = section(
  'agents-approvals',
  'Calls that ask',
  text(
    'On the page of an integration admins decide for each tool: allow, ask or deny; `PATCH /v1/integrations/{id}` does the same. A tool that asks answers `needs_approval` with the link of a page, where somebody of the account sees every argument and presses “Approve” or “Refuse”. Whoever is signed in with the token that asked can only refuse, because an agent may hold that token.',
  ),
  list(
    'After “Approve” the agent repeats the same call with the same key, and it runs once. A call that came without a key is given one in the message.',
    'After “Refuse”, and after an hour without a decision, the answer is `denied`.',
    'Only a person who is signed in can decide. An API token cannot.',
  ),
)

/** Returns the section about agents: how they are connected, and what they have to know. */
export function agents(facts: DevelopersFacts): Section {
  return {
    ...section(
      'agents',
      'Agents (MCP)',
      text(
        `An agent that has an API token lists and calls the tools of the connected integrations, over the Model Context Protocol at \`${facts.apiAddress}/mcp\`: streamable HTTP without sessions, in the revisions 2026-07-28 and 2025-11-25.`,
      ),
      text(
        'Create a token with the role member for each agent, under [Settings, API tokens](/settings/tokens). Its name is what people see when the agent asks for something. With a test token every tool works in the sandbox.',
      ),
    ),
    sections: [clients(facts), listing(facts), failures, keys, approvals, toolList(facts)],
  }
}
