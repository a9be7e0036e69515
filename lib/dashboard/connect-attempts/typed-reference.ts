/**
 * Returns the reference in what a person typed, or null when there is none. People copy more than the reference: the
 * line "Reference ref_…" of a page, the `request_id` of a problem with its quotation marks, or the address of the page.
 */
export function typedReference(text: string): string | null {
  return /(?<![\w-])[\w-]{1,64}(?=[^\w-]*$)/.exec(text)?.[0] ?? null
}
