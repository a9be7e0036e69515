import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { ToolToTry } from '@/lib/contract/view/try-it'
import { tryToolMutation } from '@/lib/queries/integrations/try-it'
import { notDoneSentence } from '../../words/failure-words'
import { fieldsOf, readArguments } from './argument-fields'
import { ArgumentInput } from './argument-input'
import { CallResult, spokenResult } from './call-result'

const newKey = () => `try-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`

/** A form made from the schema of a tool, and the result of the last call. */
export function ToolForm({
  tool,
  personId,
  integration: { id, service },
}: {
  tool: ToolToTry
  personId: string
  integration: Pick<ListedIntegration, 'id' | 'service'>
}) {
  const run = useMutation(tryToolMutation(personId, id))
  const [errors, setErrors] = useState<Record<string, string>>({})
  /** The same arguments keep their key until the call is done, so that a call that waited for an approval can run. */
  const [lastCall, setLastCall] = useState({ content: '', key: '' })
  const fields = fieldsOf(tool.input_schema)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (run.isPending) return
    const form = new FormData(event.currentTarget)
    const read = readArguments(fields, (name) => String(form.get(name) ?? ''))
    setErrors(read.errors)
    if (Object.keys(read.errors).length > 0) return
    const content = JSON.stringify(read.values)
    const waited = run.data?.outcome !== 'ok' && lastCall.content === content
    const call = waited ? lastCall : { content, key: newKey() }
    setLastCall(call)
    run.mutate({ tool: tool.name, arguments: read.values, key: call.key })
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      {fields.map((field) => {
        const error = errors[field.name]
        return <ArgumentInput key={field.name} field={field} {...(error ? { error } : {})} />
      })}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" aria-disabled={run.isPending}>
          {run.isPending ? 'Running…' : 'Run'}
        </Button>
        <span className="text-muted text-sm">
          {tool.writes
            ? 'Changes the simulated account, until it is reset.'
            : 'Reads the simulated account.'}
        </span>
      </div>
      <p role="status" className="sr-only">
        {run.data && !run.isPending && spokenResult(run.data, service)}
      </p>
      {run.isError && (
        <Notice tone="danger" role="alert">
          {notDoneSentence(run.error)}
        </Notice>
      )}
      {run.data && !run.isPending && <CallResult call={run.data} service={service} />}
    </form>
  )
}
