import { Name } from '@/components/ui/name'
import { SwitchAccountForm, SwitchAccountLink } from '@/components/ui/switch-account-link'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { LeaverView } from '@/lib/contract/view/people'
import type { Viewer } from '@/lib/contract/view/viewer'

const environmentNames = { live: 'Live', test: 'Test' } as const

/** Returns what becomes of the integrations when the person is removed. Not all of them need be known by name. */
function fateSentence({ connected, count }: LeaverView): string {
  const broken = connected.filter(({ status }) => status === 'error').length
  const isOne = count === 1
  if (broken === 0 && isOne) return 'It keeps working until somebody disconnects or reconnects it.'
  if (broken === 0) return 'They keep working until somebody disconnects or reconnects them.'
  if (broken < count)
    return 'Those that work keep working until somebody disconnects or reconnects them.'
  return isOne
    ? 'It does not work now, and stays in the account until somebody disconnects or reconnects it.'
    : 'They do not work now, and stay in the account until somebody disconnects or reconnects them.'
}

/**
 * Lists the integrations that a person has connected, on the page that asks whether to remove the
 * person. Shows nothing when there are none.
 */
export function LeaverConnections({ leaver, viewer }: { leaver: LeaverView; viewer: Viewer }) {
  const { connected, count, accountId } = leaver
  if (count === 0) return null
  const { personId: person, environment: here } = viewer
  const other = here === 'test' ? 'live' : 'test'
  return (
    <section aria-labelledby="leaver-connections" className="flex flex-col gap-2">
      <h2 id="leaver-connections" className="font-medium">
        {count === 1 ? 'One integration was' : `${count.toLocaleString('en')} integrations were`}{' '}
        connected by them
      </h2>
      <p className="text-muted text-sm">{fateSentence(leaver)}</p>
      <SwitchAccountForm
        formId="to-other-environment"
        switchTo={{ person, account: accountId, environment: other }}
      />
      <ul className="divide-y divide-border rounded-md border border-border">
        {connected.map(({ id, service, externalName, status, environment }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-3 px-3 py-2 text-sm">
            <span className="min-w-0 flex-1 basis-40">
              <SwitchAccountLink
                path={`/integrations/${encodeURIComponent(id)}`}
                formId={environment === here ? null : 'to-other-environment'}
                className="font-medium"
              >
                <Name>{`${serviceName(service)}, ${externalName}`}</Name>
              </SwitchAccountLink>
            </span>
            <span className="text-muted">{environmentNames[environment]}</span>
            <span className={status === 'error' ? 'text-warning' : 'text-muted'}>
              {status === 'error' ? 'Needs reconnecting' : 'Connected'}
            </span>
          </li>
        ))}
      </ul>
      {count > connected.length && (
        <p className="text-muted text-sm">{`and ${(count - connected.length).toLocaleString('en')} more`}</p>
      )}
    </section>
  )
}
