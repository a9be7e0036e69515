import { serviceName } from '@/lib/contract/services/catalogue'
import type { AgentConnectView } from '@/lib/contract/view/agent-connect'

/** Returns the heading of the page. */
export function agentConnectTitle(view: AgentConnectView): string {
  switch (view.kind) {
    case 'unknown_link':
      return 'This link cannot be used'
    case 'unknown_integration':
      return 'There is no such integration'
    case 'other_account':
      return 'This link is for another account'
    case 'other_environment':
      return `This link is for the ${view.environment} environment`
    case 'not_loaded':
      return 'Could not load the integrations'
    case 'connected':
      return 'Connected. Tell the agent to try again.'
    case 'connect':
      return view.working.length > 0
        ? `${serviceName(view.service)} is connected already`
        : `An agent needs ${serviceName(view.service)}`
    case 'reconnect':
      return view.missing === 'nothing'
        ? `${serviceName(view.integration.service)} works already`
        : `An agent needs ${serviceName(view.integration.service)}`
  }
}
