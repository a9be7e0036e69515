import type { ListedIntegration } from '@/lib/contract/api/integration'

/**
 * Returns the question that is asked before a simulated account is reset, for the dialog and for
 * the page.
 */
export function resetConfirmation(id: ListedIntegration['id'], personId: string) {
  const path = `/integrations/${encodeURIComponent(id)}/reset`
  return {
    title: 'Reset this account?',
    description:
      'What the tools have written to the simulated account is gone. The connection and the decisions about its tools stay.',
    verb: 'Reset this account',
    action: `${path}/submit`,
    fields: { person: personId },
    path,
  }
}
