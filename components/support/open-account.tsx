import { BackLink } from '@/components/ui/back-link'
import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { PostForm } from '@/components/ui/post-form'
import { TextField } from '@/components/ui/text-field'
import { maxReasonLength } from '@/lib/contract/api/support-reason'
import type { OpenAccountView } from '@/lib/contract/view/support'

const environments = [
  { value: 'live', label: 'Live', meaning: 'the real accounts of the customer' },
  { value: 'test', label: 'Test', meaning: 'simulated accounts' },
]

const reasonMissing = 'Say in words why you open it.'

/** Says what becomes of the session that this browser has already. */
function Elsewhere({ accountName, isVisit }: NonNullable<OpenAccountView['elsewhere']>) {
  const account = accountName === null ? 'an account' : <Name>{accountName}</Name>
  return (
    <Notice tone="warning">
      {isVisit ? (
        <>You are in {account} as support staff now. Opening this account leaves that one.</>
      ) : (
        <>
          In this browser you are signed in to {account} yourself. Opening this account signs you
          out there, and “Leave” brings you back to these pages, not to your own account. To stay
          signed in, use another browser for one of the two.
        </>
      )}
    </Notice>
  )
}

/** The form with which support staff open the account of a customer. */
export function OpenAccount({ view }: { view: OpenAccountView }) {
  const { account, staff, elsewhere, typed, error } = view
  return (
    <>
      <BackLink href="/support">Support</BackLink>
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-2xl tracking-tight wrap-anywhere">
          Open <Name>{account.name}</Name>
        </h1>
        <p className="text-muted">
          For 60 minutes you see what the customer sees, and you may check and disconnect
          integrations. You see no token and no secret. Your name, your reason and every step are in
          the activity of the customer.
        </p>
      </div>
      {error && error !== 'reason_missing' && (
        <Notice tone="danger" role="alert">
          {error === 'environment_missing'
            ? 'Choose an environment. The account was not opened.'
            : 'Miteos cannot be reached at the moment. The account was not opened.'}
        </Notice>
      )}
      {elsewhere && <Elsewhere {...elsewhere} />}
      <PostForm
        action={`/support/${encodeURIComponent(account.id)}/submit`}
        fields={{ staff: staff.personId }}
        className="flex max-w-xl flex-col gap-5"
      >
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 font-medium text-sm">Environment</legend>
          {environments.map(({ value, label, meaning }) => (
            <label
              key={value}
              className="flex min-h-9 items-center gap-2.5 text-sm max-sm:min-h-11"
            >
              <input
                type="radio"
                name="environment"
                value={value}
                required
                defaultChecked={value === (typed.environment ?? 'live')}
                className="size-4 accent-accent"
              />
              <span>
                <span className="font-medium">{label}</span>
                <span className="text-muted">{`: ${meaning}`}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <TextField
          id="reason"
          name="reason"
          label="Reason"
          required
          maxLength={maxReasonLength}
          defaultValue={typed.reason}
          placeholder="Slack shows an error, ticket 4711"
          help="The customer reads it in their activity."
          error={error === 'reason_missing' ? reasonMissing : null}
        />
        <Button type="submit" look="primary" size="medium" className="self-start">
          Open for 60 minutes
        </Button>
      </PostForm>
    </>
  )
}
