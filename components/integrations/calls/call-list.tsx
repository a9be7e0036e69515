import { Ban, CircleAlert, CircleCheck, CircleHelp, LoaderCircle } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { Name } from '@/components/ui/name'
import { Ago } from '@/components/ui/time'
import type { ShownToolCall } from '@/lib/contract/api/tool-call'
import { callSentence } from '../words/call-words'

const looks = {
  ok: { icon: CircleCheck, textColor: 'text-success' },
  failed: { icon: CircleAlert, textColor: 'text-danger' },
  blocked: { icon: Ban, textColor: 'text-muted' },
  running: { icon: LoaderCircle, textColor: 'text-accent' },
  unknown: { icon: CircleHelp, textColor: 'text-warning' },
} as const

interface Shown {
  service: string
  /** Whether the viewer may decide about calls that wait for an approval. */
  mayApprove: boolean
}

function CallRow({ call, service, mayApprove }: Shown & { call: ShownToolCall }) {
  const { icon: Icon, textColor } = looks[call.outcome]
  return (
    <li className="flex gap-3 py-2.5 first:pt-0 last:pb-0">
      <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', textColor)} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-4">
          <Name className="min-w-0 font-mono text-sm wrap-anywhere">{call.tool}</Name>
          <span className="text-muted text-sm">
            <Ago value={call.at} />
          </span>
        </p>
        <p className="text-muted text-sm wrap-anywhere">
          <span>{callSentence(call, service)}</span>
          {mayApprove && call.error?.kind === 'needs_approval' && call.error.url && (
            <>
              <span> · </span>
              <a className="text-accent underline underline-offset-2" href={call.error.url}>
                Approve or refuse
              </a>
            </>
          )}
          {call.actor?.name && (
            <>
              <span> · by </span>
              <Name>{call.actor.name}</Name>
            </>
          )}
        </p>
      </div>
    </li>
  )
}

/** Shows calls of tools, the newest first: when, what, who, and what became of it. */
export function CallList({ calls, ...shown }: Shown & { calls: readonly ShownToolCall[] }) {
  return (
    <ul className="divide-y divide-border">
      {calls.map((call) => (
        <CallRow key={call.id} call={call} {...shown} />
      ))}
    </ul>
  )
}
