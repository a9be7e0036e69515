import { shownPolicyField, toolPolicyField } from '@/lib/contract/view/tool-forms'
import { policyChoices, policyWords } from '../words/policy-words'
import type { IntegrationTool } from '../words/tools'

/**
 * The field in which an admin decides about a tool. A hidden field holds the decision that the page
 * shows now.
 */
export function PolicySelect({ tool: { name, policy } }: { tool: IntegrationTool }) {
  return (
    <>
      <input type="hidden" name={shownPolicyField.nameFor(name)} value={policy} />
      {/* The key makes React render the field anew when another admin decides meanwhile. */}
      <select
        key={policy}
        name={toolPolicyField.nameFor(name)}
        aria-label={`Decision about ${name}`}
        autoComplete="off"
        defaultValue={policy}
        className="min-h-8 rounded-md border border-control bg-surface px-2 text-sm max-sm:min-h-11 max-sm:text-field"
      >
        {policyChoices.map((choice) => (
          <option key={choice} value={choice}>
            {policyWords[choice].name}
          </option>
        ))}
      </select>
    </>
  )
}
