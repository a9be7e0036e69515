import type { DescribedTool } from '@/lib/contract/api/tool'
import { catalogue } from '@/lib/contract/services/catalogue'
import type { Block, MarkedText, Section } from '@/lib/contract/view/developers'
import { section, table, text } from '../../blocks'
import type { DevelopersFacts } from '../../facts'
import { argumentsOf } from './tool-arguments'

function toolBlocks({ name, description, writes, input_schema }: DescribedTool): Block[] {
  const effect = writes ? 'Changes something.' : 'Changes nothing.'
  const rows = argumentsOf(input_schema).map(({ name: argument, isRequired, words }) => [
    `\`${argument}\`${isRequired ? ' (required)' : ''}`,
    words,
  ])
  return [
    text(`\`${name}\` ${description} ${effect}`),
    ...(rows.length === 0 ? [] : [table(['Argument', 'Meaning'], rows satisfies MarkedText[][])]),
  ]
}

/** Returns the section with every tool and its arguments, as this server has them. */
export function toolList({ tools }: DevelopersFacts): Section {
  if (!tools)
    return section(
      'agents-tools',
      'Tools',
      text('`GET /v1/tools` answers with every tool and the schemas of its arguments and output.'),
    )
  return {
    ...section(
      'agents-tools',
      'Tools',
      text(
        'Beside its own arguments every tool takes `account`: the id of an integration or the name of its account, which is required when several accounts of the service are connected. Tools that change something take `idempotency_key` too. `GET /v1/tools` answers with the whole schemas, each with examples that run in the sandbox.',
      ),
    ),
    sections: catalogue.flatMap(({ service, name }) => {
      const ofService = tools.filter((tool) => tool.service === service)
      if (ofService.length === 0) return []
      return section(`agents-tools-${service}`, name, ...ofService.flatMap(toolBlocks))
    }),
  }
}
