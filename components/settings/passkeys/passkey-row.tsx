import { ConfirmButton } from '@/components/ui/confirm-button'
import { Name } from '@/components/ui/name'
import { Ago, CalendarDate } from '@/components/ui/time'
import type { Passkey } from '@/lib/contract/view/passkeys'
import type { PasskeysOwner } from './passkeys-owner'
import { removeConfirmation, removePath } from './remove-confirmation'

/** One passkey: its name, its dates and the button that removes it. */
export function PasskeyRow({
  passkey,
  owner,
  isOnly,
}: {
  passkey: Passkey
  owner: PasskeysOwner
  /** Whether it is the only passkey of the person, which cannot be removed. */
  isOnly: boolean
}) {
  const { id, name, createdAt, lastUsedAt } = passkey
  return (
    <li className="flex items-start gap-3 px-4 py-3.5">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="font-medium wrap-anywhere">
          <Name>{name}</Name>
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-xs">
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
        {isOnly && (
          <p className="text-muted text-xs">
            It is your only passkey. To remove it, add another one first.
          </p>
        )}
      </div>
      {!isOnly && (
        <ConfirmButton
          {...removeConfirmation(passkey, owner)}
          confirmPath={removePath(owner, id)}
          label={`Remove ${name}`}
        />
      )}
    </li>
  )
}
