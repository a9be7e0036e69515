import { ShieldAlert } from 'lucide-react'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { ReadFailure } from '@/components/ui/read-failure'

/** Says why the activity is not here: the role does not see it, or it could not be read. */
export function ActivityFailure({
  path,
  kind,
  referenceId,
}: {
  /** The page to load again. */
  path: string
  kind?: string | undefined
  referenceId?: string | undefined
}) {
  if (kind !== 'forbidden')
    return (
      <ReadFailure
        what="records of the activity"
        path={path}
        kind={kind}
        referenceId={referenceId}
      />
    )
  return (
    <EmptyPanel
      role="alert"
      icon={<ShieldAlert aria-hidden className="size-5 text-muted" />}
      title="Only admins and support see the activity"
    >
      It shows what was done and refused in this account. Ask an admin what you need to know, or for
      another role.
    </EmptyPanel>
  )
}
