import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { ReconnectButton } from '../reconnect-button'
import { numerals } from '../words/numerals'
import { AskWhom, ReasonLine } from './reason-line'
import { accountName, type ServiceTools } from './tool-accounts'

const maxNamedIntegrations = 3

function ConnectAction({ service, viewer }: { service: string; viewer: Viewer }) {
  const { availableServices } = viewer
  if (availableServices && !availableServices.some((available) => available === service))
    return <AskWhom>Not set up on this server</AskWhom>
  if (!viewerMay(viewer, 'connect')) return <AskWhom>Ask a member or an admin</AskWhom>
  return (
    <PostForm
      action={`/connect/${encodeURIComponent(service)}`}
      fields={{ person: viewer.personId, return_to: '/integrations/tools' }}
    >
      <Button type="submit">
        <span>
          Connect<span className="sr-only">{` ${serviceName(service)}`}</span>
        </span>
      </Button>
    </PostForm>
  )
}

/** The reasons that concern all tools of a service, each with the action that removes it. */
export function ServiceReasons({ group, viewer }: { group: ServiceTools; viewer: Viewer }) {
  const { service, accounts, broken } = group
  const unnamedCount = broken.length - maxNamedIntegrations
  if (accounts.length > 0 && broken.length === 0) return null
  return (
    <div className="flex flex-col gap-1.5 border-border border-b px-4 py-2.5">
      {accounts.length === 0 && (
        <ReasonLine action={<ConnectAction service={service} viewer={viewer} />}>
          No account is connected.
        </ReasonLine>
      )}
      {broken.slice(0, maxNamedIntegrations).map((integration) => (
        <ReasonLine
          key={integration.id}
          action={
            viewerMay(viewer, 'connect') ? (
              <ReconnectButton
                integration={{ id: integration.id, service }}
                personId={viewer.personId}
                returnTo="/integrations/tools"
              />
            ) : (
              <AskWhom>Ask a member or an admin</AskWhom>
            )
          }
        >
          <Name>{accountName(integration)}</Name>
          <span>
            {integration.disconnecting
              ? ' is being disconnected and takes no new calls. Reconnecting takes that back.'
              : ' needs reconnecting.'}
          </span>
        </ReasonLine>
      ))}
      {unnamedCount > 0 && (
        <a
          className="text-sm underline underline-offset-2"
          href="/integrations?status=error"
        >{`and ${numerals.format(unnamedCount)} more that need reconnecting`}</a>
      )}
    </div>
  )
}
