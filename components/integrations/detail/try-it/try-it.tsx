'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { SelectField } from '@/components/ui/select-field'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { toolsToTryQuery } from '@/lib/queries/integrations/try-it'
import { notDoneSentence } from '../../words/failure-words'
import { ToolForm } from './tool-form'

/** The choice of a tool and its form. Loaded when a person opens the panel, because few people need it. */
export default function TryIt({
  integration,
  viewer: { personId },
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const { data: tools, error } = useQuery(toolsToTryQuery(personId, integration.id))
  const [chosen, setChosen] = useState<string>()
  if (error?.kind === 'not_found')
    return <Notice>This Miteos does not let anybody call tools.</Notice>
  if (error) return <Notice tone="danger">{notDoneSentence(error)}</Notice>
  if (!tools) return <p className="text-muted text-sm">Loading the tools…</p>
  const tool = tools.find(({ name }) => name === chosen) ?? tools[0]
  if (!tool) return <p className="text-muted text-sm">This integration has no tools to call.</p>
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        id="tool-to-try"
        label="Tool"
        value={tool.name}
        onChange={({ target }) => setChosen(target.value)}
      >
        {tools.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      <ToolForm key={tool.name} tool={tool} personId={personId} integration={integration} />
    </div>
  )
}
