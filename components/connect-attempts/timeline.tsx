import { Check, X } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { Panel } from '@/components/ui/panel'
import { ExactTime } from '@/components/ui/time'
import type { ConnectAttempt, ConnectStepRecord } from '@/lib/contract/api/connect-attempt'
import { serviceName } from '@/lib/contract/services/catalogue'
import { delayWords, stepSentence } from './attempt-words'

function Step({
  record,
  previous,
  attempt,
}: {
  record: ConnectStepRecord
  previous: ConnectStepRecord | undefined
  attempt: ConnectAttempt
}) {
  const isFailed = record.failed === true
  const Icon = isFailed ? X : Check
  const context = { service: serviceName(attempt.service), host: attempt.redirect_host }
  const tookMs = previous ? Date.parse(record.at) - Date.parse(previous.at) : null
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute top-6 bottom-0 left-[11px] w-px bg-border [li:last-child>&]:hidden"
      />
      <span
        className={classes(
          'flex size-6 shrink-0 items-center justify-center rounded-full',
          isFailed ? 'bg-danger-subtle text-danger' : 'bg-success-subtle text-success',
        )}
      >
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex justify-between gap-x-4 max-sm:flex-col">
          <p className={classes('wrap-anywhere', isFailed && 'font-semibold')}>
            {stepSentence(record.step, isFailed, context)}
          </p>
          <p className="shrink-0 text-muted text-sm">
            <ExactTime value={record.at} />
            {tookMs !== null && `, ${delayWords(tookMs)}`}
          </p>
        </div>
        {record.reason && <p className="text-danger text-sm wrap-anywhere">{record.reason}</p>}
        {record.request_id && (
          <p className="text-muted text-xs">
            Request{' '}
            <code translate="no" className="font-mono wrap-anywhere">
              {record.request_id}
            </code>
          </p>
        )}
      </div>
    </li>
  )
}

/** The steps of an attempt to connect, with the time that each took and the place where it stopped. */
export function Timeline({ attempt }: { attempt: ConnectAttempt }) {
  const { steps, outcome, reason } = attempt
  const hasFailedStep = steps.some(({ failed }) => failed)
  return (
    <Panel title="What happened">
      <ol>
        {steps.map((record, index) => (
          <Step key={record.step} record={record} previous={steps[index - 1]} attempt={attempt} />
        ))}
      </ol>
      {outcome !== 'connected' && !hasFailedStep && (
        <p className="mt-5 rounded-md bg-subtle px-3 py-2 text-sm">
          {outcome === 'under_way' ? 'It goes on from here.' : (reason ?? 'It ended here.')}
        </p>
      )}
    </Panel>
  )
}
