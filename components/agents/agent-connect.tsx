import { buttonClass } from '@/components/ui/button-class'
import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import { ReferenceId } from '@/components/ui/reference-id'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { AgentConnectView } from '@/lib/contract/view/agent-connect'
import type { Viewer } from '@/lib/contract/view/viewer'
import { AccountName } from './account-name'
import { agentConnectTitle } from './agent-connect-words'
import { ConnectNeeded } from './connect-needed'
import { LinkButton, SeeIntegrations } from './link-button'
import { ReconnectNeeded } from './reconnect-needed'

function OtherAccount({
  view,
  viewer,
}: {
  view: Extract<AgentConnectView, { kind: 'other_account' | 'other_environment' }>
  viewer: Viewer
}) {
  const own = viewer.accountName ? <Name>{viewer.accountName}</Name> : 'your account'
  return (
    <>
      <p className="text-muted">
        You are signed in to <strong className="font-medium text-foreground">{own}</strong>
        {view.kind === 'other_account'
          ? '. The agent works for another account, and only its people can connect something for it.'
          : `, ${viewer.environment}. The agent works in ${view.environment}, where the integrations are others.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <a className={buttonClass({ look: 'primary', size: 'medium' })} href={view.signInPath}>
          Sign in differently
        </a>
        <SeeIntegrations />
      </div>
    </>
  )
}

function Content({ view, viewer }: { view: AgentConnectView; viewer: Viewer }) {
  switch (view.kind) {
    case 'connect':
      return <ConnectNeeded view={view} viewer={viewer} />
    case 'reconnect':
      return <ReconnectNeeded view={view} viewer={viewer} />
    case 'other_account':
    case 'other_environment':
      return <OtherAccount view={view} viewer={viewer} />
    case 'connected':
      return (
        <>
          <p className="text-muted">
            {`${serviceName(view.integration.service)}, as `}
            <AccountName integration={view.integration} />. You can close this page.
          </p>
          <LinkButton href={`/integrations/${view.integration.id}`}>
            See this integration
          </LinkButton>
        </>
      )
    case 'not_loaded':
      return (
        <>
          <p className="text-muted">Miteos is not answering as it should. Nothing was changed.</p>
          <LinkButton href={view.path}>Try again</LinkButton>
          {view.failure.referenceId && <ReferenceId id={view.failure.referenceId} />}
        </>
      )
    case 'unknown_integration':
      return (
        <>
          <p className="text-muted">
            {`This account has no ${serviceName(view.service)} integration with the id in the link. It may have been replaced since.`}
          </p>
          <SeeIntegrations />
        </>
      )
    case 'unknown_link':
      return (
        <>
          <p className="text-muted">
            It names no service that Miteos knows, or it was cut off. Ask the agent for the whole
            link.
          </p>
          <SeeIntegrations />
        </>
      )
  }
}

function serviceOf(view: AgentConnectView): string | undefined {
  if ('service' in view) return view.service
  return 'integration' in view ? view.integration.service : undefined
}

/**
 * The content of the page whose link an agent gets when its call of a tool has failed: the service
 * that it needs, and one button.
 */
export function AgentConnect({ view, viewer }: { view: AgentConnectView; viewer: Viewer }) {
  const service = serviceOf(view)
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col items-start gap-5 pt-[8vh]">
      {service && <Logo source={serviceLogo(service)} />}
      <h1 className="font-semibold text-2xl tracking-tight wrap-anywhere">
        {agentConnectTitle(view)}
      </h1>
      <Content view={view} viewer={viewer} />
    </div>
  )
}
