import { ShieldAlert } from 'lucide-react'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { ReadFailure } from '@/components/ui/read-failure'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import { failureOf } from '@/lib/contract/view/failure-words'

/** Says why the activity is not here: the role does not see it, or it could not be read. */
export function ActivityFailure({
  path,
  answer,
}: {
  /** The page to load again. */
  path: string
  answer: Exclude<FirstAnswer<unknown>, { kind: 'ready' }>
}) {
  const failure = failureOf(answer)
  if (failure.kind !== 'forbidden')
    return <ReadFailure what="records of the activity" path={path} {...failure} />
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
