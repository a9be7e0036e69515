import type { DevelopersContent } from '@/lib/contract/view/developers'
import type { ApiDocument } from './api-document'
import type { DevelopersFacts } from './facts'
import { agents } from './sections/agents/agents'
import { authentication } from './sections/authentication'
import { connectLinks } from './sections/connect-links'
import { errors } from './sections/errors'
import { idempotency } from './sections/idempotency'
import { limits } from './sections/limits'
import { quickStart } from './sections/quick-start'
import { reference } from './sections/reference'
import { sandbox } from './sections/sandbox'
import { webhooks } from './sections/webhooks'

/** Returns the content of the developers' page. Without a document the reference says that there is none. */
export function developersContent(
  facts: DevelopersFacts,
  document: ApiDocument | null,
): DevelopersContent {
  return {
    lead: 'Connect the services that your people work with, from your own app: with links that they follow, and an API for everything else.',
    sections: [
      quickStart(facts),
      authentication(facts),
      connectLinks(facts),
      agents(facts),
      webhooks(facts),
      reference(facts, document),
      errors(facts),
      idempotency(facts),
      limits(facts),
      sandbox(facts),
    ],
  }
}
