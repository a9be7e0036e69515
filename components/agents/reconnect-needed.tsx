import { isService, serviceName } from '@/lib/contract/services/catalogue'
import type { AgentConnectView } from '@/lib/contract/view/agent-connect'
import type { Viewer } from '@/lib/contract/view/viewer'
import { AccountName } from './account-name'
import { SeeIntegrations } from './link-button'
import { StartForm } from './start-form'

/** Says which account has to be reconnected for an agent, and why, or that it works already. */
export function ReconnectNeeded({
  view: { integration, missing, path },
  viewer,
}: {
  view: Extract<AgentConnectView, { kind: 'reconnect' }>
  viewer: Viewer
}) {
  const { service, id } = integration
  const name = serviceName(service)
  if (!isService(service)) return <SeeIntegrations />
  return (
    <>
      {missing === 'connection' && (
        <p className="text-muted">
          The connection to <AccountName integration={integration} /> has ended. Reconnect it as
          exactly this account. Another one is not connected in its place.
        </p>
      )}
      {missing === 'disconnecting' && (
        <p className="text-muted">
          <AccountName integration={integration} /> is being disconnected, so agents cannot use it
          any more. Reconnecting it as exactly this account takes the disconnect back.
        </p>
      )}
      {missing === 'tools' && (
        <p className="text-muted">
          The connection to <AccountName integration={integration} /> does not allow every tool.
          Reconnect it as exactly this account, and allow everything that {name} asks you for.
        </p>
      )}
      {missing === 'permission' && (
        <p className="text-muted">
          {name} has refused a call with <AccountName integration={integration} />, because the
          connection lacks a permission. Reconnect it as exactly this account, and allow everything
          that {name} asks you for. If somebody has done that since, tell the agent to try again.
        </p>
      )}
      {missing === 'nothing' && (
        <p className="text-muted">
          As <AccountName integration={integration} />, with all of its tools. Tell the agent to try
          again.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {missing === 'nothing' ? (
          <SeeIntegrations />
        ) : (
          <StartForm
            service={service}
            viewer={viewer}
            path={path}
            reconnects={id}
            label={`Reconnect ${name}`}
          />
        )}
      </div>
    </>
  )
}
