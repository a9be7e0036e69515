import type { DescribedTool } from '@/lib/contract/api/tool'
import { tools } from './registry'
import { inputSchemaOf } from './tool-schemas'

/** Returns every tool as the documentation describes it. */
export function describeTools(): DescribedTool[] {
  return tools.map((tool) => ({
    name: tool.name,
    service: tool.service,
    description: tool.description,
    writes: tool.effect !== 'reads',
    input_schema: inputSchemaOf(tool),
  }))
}
