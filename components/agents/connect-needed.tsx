import { catalogueEntry, serviceName } from '@/lib/contract/services/catalogue'
import type { AgentConnectView } from '@/lib/contract/view/agent-connect'
import type { Viewer } from '@/lib/contract/view/viewer'
import { AccountName } from './account-name'
import { SeeIntegrations } from './link-button'
import { StartForm } from './start-form'

/** Says that an agent needs a service, or that the service is connected already. */
export function ConnectNeeded({
  view,
  viewer,
}: {
  view: Extract<AgentConnectView, { kind: 'connect' }>
  viewer: Viewer
}) {
  const { service, working, path } = view
  const [only] = working
  const name = serviceName(service)
  const { summary } = catalogueEntry(service)
  return (
    <>
      {!only && (
        <p className="text-muted">
          {`A tool was called, and no ${name} account is connected. Once one is, agents can use it: ${summary.replace(/^./, (letter) => letter.toLowerCase())}.`}
        </p>
      )}
      {only && working.length === 1 && (
        <p className="text-muted">
          As <AccountName integration={only} />. Tell the agent to try again.
        </p>
      )}
      {working.length > 1 && (
        <p className="text-muted">
          {`${working.length} accounts are connected. Tell the agent to try again, and which account it should use.`}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {only && <SeeIntegrations />}
        <StartForm
          service={service}
          viewer={viewer}
          path={path}
          label={only ? `Connect another ${name} account` : `Connect ${name}`}
          isSecondary={only !== undefined}
        />
      </div>
    </>
  )
}
