/** Names and recognizes the fields of a form that belong to a tool. */
function fieldsWith(prefix: string) {
  return {
    nameFor: (tool: string): string => `${prefix}${tool}`,
    /** Returns the name of the tool to which a field belongs, or null for another field. */
    toolOf: (field: string): string | null =>
      field.startsWith(prefix) ? field.slice(prefix.length) : null,
  }
}

/** The fields with the decision that an admin makes about each tool. */
export const toolPolicyField = fieldsWith('tool.')
/** The fields with the decisions that the page showed before the admin changed them. */
export const shownPolicyField = fieldsWith('shown.')

/** The forms on the page of an integration that lead back to the page with a message. */
export const savedForms = ['tools', 'reset'] as const
export type SavedForm = (typeof savedForms)[number]
