import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import type { AccountReference } from '@/lib/contract/api/external-account'
import type { WayBack } from '@/lib/contract/view/way-back'

type AccountMismatch = NonNullable<Extract<WayBack, { kind: 'failed' }>['mismatch']>

function AccountBox({ label, account }: { label: string; account: AccountReference }) {
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-0.5 rounded-lg border border-border bg-surface px-4 py-3">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="font-medium wrap-anywhere">
        <Name>{account.name}</Name>
      </dd>
      <dd className="font-mono text-muted text-xs wrap-anywhere">
        <Name>{account.id}</Name>
      </dd>
    </div>
  )
}

function Choice({
  choice,
  attemptId,
  personId,
  title,
  consequence,
}: {
  choice: 'second' | 'replace'
  attemptId: string
  personId: string
  title: string
  consequence: string
}) {
  return (
    <PostForm
      action="/callback/complete"
      fields={{ person: personId, attempt: attemptId, choice }}
      className="flex flex-wrap items-center justify-between gap-3 border-border border-t py-3"
    >
      <p
        id={`choice-${choice}`}
        className="min-w-0 flex-1 basis-56 text-muted text-sm wrap-anywhere"
      >
        {consequence}
      </p>
      <Button type="submit" aria-describedby={`choice-${choice}`}>
        {title}
      </Button>
    </PostForm>
  )
}

/** Shows the expected and the received account, and the choices that the person has now. */
export function Mismatch({ mismatch, personId }: { mismatch: AccountMismatch; personId: string }) {
  const { expected, received, attemptId, mayReplace } = mismatch
  return (
    <div className="flex w-full flex-col gap-4">
      <dl className="flex gap-3 max-sm:flex-col">
        <AccountBox label="Expected" account={expected} />
        <AccountBox label="Came back" account={received} />
      </dl>
      {attemptId !== undefined ? (
        <div>
          <Choice
            choice="second"
            attemptId={attemptId}
            personId={personId}
            title="Connect as a second account"
            consequence={`Adds ${received.name} beside ${expected.name}, with an id of its own.`}
          />
          {mayReplace && (
            <Choice
              choice="replace"
              attemptId={attemptId}
              personId={personId}
              title="Replace the account"
              consequence={`Agents that use this integration work in ${received.name} from now on. The integration keeps its id.`}
            />
          )}
        </div>
      ) : (
        <p className="text-muted text-sm">
          Your link reconnects the expected account and no other. Choose it at the provider when you
          try again; you may have to sign out there first.
        </p>
      )}
    </div>
  )
}
