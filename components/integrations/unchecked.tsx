import { TimeOrDay } from '@/components/ui/time'

/** Shows "Could not check since 14:02; last known: connected". `since` is in milliseconds since 1970. */
export function Unchecked({ since }: { since: number }) {
  return (
    <>
      <span>Could not check since </span>
      <TimeOrDay at={since} />
      <span>; last known: connected</span>
    </>
  )
}
