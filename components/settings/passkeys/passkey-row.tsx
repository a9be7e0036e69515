import { ConfirmButton } from '@/components/ui/confirm-button'
import { Name } from '@/components/ui/name'
import { Ago, CalendarDate } from '@/components/ui/time'
import type { Passkey } from '@/lib/contract/view/passkeys'
import type { PasskeyForms } from './passkey-forms'
import { removeConfirmation, removePath } from './remove-confirmation'

function onlyWords(onlyAccountName: string | null): string {
  return onlyAccountName === null
    ? 'It is your only passkey for all your accounts.'
    : 'You have no other passkey for this account only.'
}

/** One passkey: its name, its dates and the button that removes it. */
export function PasskeyRow({ passkey, forms }: { passkey: Passkey; forms: PasskeyForms }) {
  const { id, name, createdAt, lastUsedAt, onlyAccountName, isEndedHere, isLast } = passkey
  const isOfStaff = forms.path === '/support/passkeys'
  return (
    <li className="flex items-start gap-3 px-4 py-3.5">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="font-medium wrap-anywhere">
          <Name>{name}</Name>
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-xs">
          {!isOfStaff && (
            <span>
              {onlyAccountName === null ? (
                'For all your accounts'
              ) : (
                <>
                  For <Name>{onlyAccountName}</Name> only
                </>
              )}
            </span>
          )}
          <span>
            Created <CalendarDate value={createdAt} />
          </span>
          {lastUsedAt === null ? (
            <span>Never used to sign in</span>
          ) : (
            <span>
              Last used <Ago value={lastUsedAt} />
            </span>
          )}
        </p>
        {isEndedHere && (
          <p className="text-warning text-xs">
            It no longer works for this account: it was ended when a new sign-in link was made for
            you.
          </p>
        )}
        {isLast && (
          <p className="text-muted text-xs">
            {isOfStaff ? 'It is your only passkey.' : onlyWords(onlyAccountName)} To remove it, add
            another one first.
          </p>
        )}
      </div>
      {!isLast && (
        <ConfirmButton
          {...removeConfirmation(passkey, forms)}
          confirmPath={removePath(forms, id)}
          label={`Remove ${name}`}
        />
      )}
    </li>
  )
}
