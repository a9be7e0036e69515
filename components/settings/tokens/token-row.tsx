'use client'

import { useNow } from '@/components/ui/clock'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Name } from '@/components/ui/name'
import { Ago, CalendarDate, DayAndTime } from '@/components/ui/time'
import type { Token } from '@/lib/contract/api/token'
import { roleWords } from '@/lib/contract/view/role-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import { revokeConfirmation, revokePath } from './revoke-confirmation'

function Expiry({ expiresAt }: { expiresAt: string | undefined }) {
  const now = useNow()
  if (expiresAt === undefined) return <span>Does not expire</span>
  const isOver = Date.parse(expiresAt) <= now
  return (
    <span className={isOver ? 'font-medium text-danger' : undefined}>
      {isOver ? 'Expired ' : 'Expires '}
      <DayAndTime at={Date.parse(expiresAt)} />
    </span>
  )
}

function LastUse({ token }: { token: Token }) {
  const { last_used_at: lastUsedAt, last_used_from: network } = token
  if (lastUsedAt === undefined) return <span>Never used</span>
  return (
    <span>
      Last used <Ago value={lastUsedAt} />
      {network && (
        <>
          {' from '}
          <span translate="no">{network}</span>
        </>
      )}
    </span>
  )
}

/**
 * One API token: its name, its role, its last characters, its dates and the button that revokes it.
 */
export function TokenRow({ token, viewer }: { token: Token; viewer: Viewer }) {
  const isOwn = token.id === viewer.tokenId
  const { id, name, role, environment, created_at: createdAt, created_by: createdBy } = token
  return (
    <li className="flex items-start gap-3 px-4 py-3.5">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">
            <Name>{name}</Name>
          </span>
          <span className="rounded-sm bg-subtle px-1.5 py-0.5 font-medium text-muted text-xs">
            {roleWords[role].name}
          </span>
          {isOwn && (
            <span className="rounded-sm bg-accent-subtle px-1.5 py-0.5 font-medium text-accent text-xs">
              This session
            </span>
          )}
        </p>
        <p>
          <code translate="no" className="font-mono text-muted text-xs">
            {`mt_${environment}_…${token.ends_with ?? ''}`}
          </code>
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-xs">
          <LastUse token={token} />
          <Expiry expiresAt={token.expires_at} />
          <span>
            Created <CalendarDate value={createdAt} />
            {createdBy && (
              <>
                {' by '}
                <Name>{createdBy.name}</Name>
              </>
            )}
          </span>
        </p>
      </div>
      <ConfirmButton
        {...revokeConfirmation(token, viewer)}
        confirmPath={revokePath(id)}
        label={`Revoke ${name}`}
      />
    </li>
  )
}
