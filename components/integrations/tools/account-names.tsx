import { Fragment } from 'react'
import { Name } from '@/components/ui/name'
import type { ShownTool } from '@/lib/contract/api/tool'
import { numerals } from '../words/numerals'
import { accountName } from './tool-accounts'

const maxNamedIntegrations = 3

/** Names accounts: "Acme, Umbrella and 4 more". Those whose tool asks a person first say so. */
export function AccountNames({ integrations }: { integrations: ShownTool['integrations'] }) {
  const unnamedCount = integrations.length - maxNamedIntegrations
  return (
    <>
      {integrations.slice(0, maxNamedIntegrations).map((integration, index) => (
        <Fragment key={integration.id}>
          {index > 0 && <span>, </span>}
          <Name>{accountName(integration)}</Name>
          {integration.state === 'ready' && integration.policy === 'ask' && (
            <span> (asks a person first)</span>
          )}
        </Fragment>
      ))}
      {unnamedCount > 0 && <span>{` and ${numerals.format(unnamedCount)} more`}</span>}
    </>
  )
}
