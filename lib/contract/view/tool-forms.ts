/** The fields of a form that are named after a tool. */
function fieldsWith(prefix: string) {
  return {
    nameFor: (tool: string): string => `${prefix}${tool}`,
    /** Returns the tool after which a field is named, or null for another field. */
    toolOf: (field: string): string | null =>
      field.startsWith(prefix) ? field.slice(prefix.length) : null,
  }
}

/** The fields with the decision that an admin makes about each tool. */
export const toolPolicyField = fieldsWith('tool.')
/** The fields with the decision about each tool that the page showed. */
export const shownPolicyField = fieldsWith('shown.')

/** The forms of the page of an integration that lead back to it with a message. */
export const savedForms = ['tools', 'reset'] as const
export type SavedForm = (typeof savedForms)[number]
