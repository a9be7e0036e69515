import { TriangleAlert } from 'lucide-react'
import { Name } from '@/components/ui/name'
import { SwitchAccountForm, SwitchAccountLink } from '@/components/ui/switch-account-link'
import { Ago } from '@/components/ui/time'
import type { AdministeredAccount } from '@/lib/contract/view/accounts'
import type { Viewer } from '@/lib/contract/view/viewer'
import { integrationWords } from './account-words'

function Count({
  count,
  words,
  look = 'text-muted',
}: {
  count: number
  words: string
  look?: string
}) {
  return (
    <span className={count === 0 ? 'text-muted' : look}>
      <span className="font-medium tabular-nums">{count.toLocaleString('en')}</span> {words}
    </span>
  )
}

/** One account: its name, its counts, its broken integrations, and the checkbox that chooses it. */
export function AccountRow({
  account,
  viewer,
  formId,
}: {
  account: AdministeredAccount
  viewer: Viewer
  /** The form to which the checkbox belongs. */
  formId: string
}) {
  const { accountId, accountName, connected, broken, disconnected, isCurrent } = account
  const { personId: person, environment } = viewer
  const switchFormId = isCurrent ? null : `to-${accountId}`
  const hidden = broken - account.brokenIntegrations.length
  return (
    <li className="flex items-start gap-3 px-4 py-3.5">
      {switchFormId !== null && (
        <SwitchAccountForm
          formId={switchFormId}
          switchTo={{ person, account: accountId, environment }}
        />
      )}
      <span className="flex h-lh shrink-0 items-center max-sm:h-11">
        <input
          type="checkbox"
          name="account"
          value={accountId}
          form={formId}
          aria-label={`Choose ${accountName}`}
          className="size-4 accent-accent max-sm:size-5"
        />
      </span>
      <input type="hidden" name="shown" value={accountId} form={formId} />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <h3 className="flex min-w-0 flex-1 basis-56 items-center gap-2 font-medium">
            <SwitchAccountLink formId={switchFormId} path="/integrations">
              {!isCurrent && <span className="sr-only">Switch to </span>}
              <Name>{accountName}</Name>
            </SwitchAccountLink>
            {isCurrent && (
              <span className="shrink-0 rounded-sm bg-accent-subtle px-1.5 py-0.5 font-medium text-accent text-xs">
                You are here
              </span>
            )}
          </h3>
          <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
            <Count
              count={broken}
              words={broken === 1 ? 'needs reconnecting' : 'need reconnecting'}
              look="text-warning"
            />
            <Count count={connected} words="connected" look="text-foreground" />
            <Count count={disconnected} words="disconnected" />
          </p>
        </div>
        {account.brokenIntegrations.length > 0 && (
          <ul aria-label={`Broken in ${accountName}`} className="flex flex-col gap-1">
            {account.brokenIntegrations.map(({ id, service, externalName, since }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-2 text-sm">
                <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
                <SwitchAccountLink
                  formId={switchFormId}
                  path={`/integrations/${encodeURIComponent(id)}`}
                >
                  <Name>{integrationWords({ service, externalName })}</Name>
                </SwitchAccountLink>
                {since !== null && (
                  <span className="text-muted">
                    since <Ago value={new Date(since).toISOString()} />
                  </span>
                )}
              </li>
            ))}
            {hidden > 0 && (
              <li className="text-sm">
                <SwitchAccountLink formId={switchFormId} path="/integrations?status=error">
                  {`and ${hidden.toLocaleString('en')} more`}
                  <span className="sr-only">{` broken in ${accountName}`}</span>
                </SwitchAccountLink>
              </li>
            )}
          </ul>
        )}
      </div>
    </li>
  )
}
