import { Name } from '@/components/ui/name'
import type { ShownTool } from '@/lib/contract/api/tool'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { ReconnectButton } from '../reconnect-button'
import { AskWhom, ReasonLine } from './reason-line'
import { accountName, integrationsIn } from './tool-accounts'

/** The number of accounts that are named with their own action. The page of each account has the others. */
const maxNamedIntegrations = 3

function NotGranted({ tool, viewer }: { tool: ShownTool; viewer: Viewer }) {
  const lacking = integrationsIn(tool, 'not_granted')
  return lacking.slice(0, maxNamedIntegrations).map((integration) => (
    <ReasonLine
      key={integration.id}
      action={
        viewerMay(viewer, 'connect') ? (
          <ReconnectButton
            integration={{ id: integration.id, service: tool.service }}
            personId={viewer.personId}
            returnTo="/integrations/tools"
            look="secondary"
          />
        ) : (
          <AskWhom>Ask a member or an admin</AskWhom>
        )
      }
    >
      <span>Not granted by </span>
      <Name>{accountName(integration)}</Name>
    </ReasonLine>
  ))
}

function Denied({ tool, viewer }: { tool: ShownTool; viewer: Viewer }) {
  const denied = integrationsIn(tool, 'denied')
  return denied.slice(0, maxNamedIntegrations).map((integration) => (
    <ReasonLine
      key={integration.id}
      action={
        viewerMay(viewer, 'set_tool_policy') ? (
          <a
            className="text-accent text-sm underline underline-offset-2"
            href={`/integrations/${encodeURIComponent(integration.id)}#tools`}
          >
            Change the decision
          </a>
        ) : (
          <AskWhom>Ask an admin</AskWhom>
        )
      }
    >
      <span>Denied by an admin for </span>
      <Name>{accountName(integration)}</Name>
    </ReasonLine>
  ))
}

/** The reasons that concern one tool only, each with the action that removes it. */
export function ToolReasons({ tool, viewer }: { tool: ShownTool; viewer: Viewer }) {
  return (
    <>
      <NotGranted tool={tool} viewer={viewer} />
      <Denied tool={tool} viewer={viewer} />
    </>
  )
}
