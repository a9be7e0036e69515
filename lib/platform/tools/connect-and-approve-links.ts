import type { Service } from '@/lib/contract/services/catalogue'
import type { Caller } from '../access/caller'
import type { IntegrationRow } from '../grants/integration-row'

/** The addresses of the pages on which a person can make a tool work: connect, reconnect, or approve a call. */
export interface ConnectAndApproveLinks {
  /** Returns the page on which a person of the account connects a service. */
  connect: (service: Service, caller: Pick<Caller, 'accountId' | 'environment'>) => string
  /**
   * Returns the page on which a person of the account reconnects this integration with its present account at the vendor.
   *
   * @param refusedTool the tool of which the vendor has refused a call, because a permission is missing
   */
  reconnect: (
    row: Pick<IntegrationRow, 'id' | 'service' | 'account_id' | 'environment'>,
    refusedTool?: string,
  ) => string
  /** Returns the page of an approval. */
  approval: (id: string) => string
}

/**
 * Creates the links. Those for connecting and reconnecting name the caller's account and environment, so that they work for
 * nobody else. None contains a secret or a name.
 */
export function createConnectAndApproveLinks(appUrl: string): ConnectAndApproveLinks {
  const page = (parameters: Record<string, string>) =>
    `${appUrl}/agents/connect?${new URLSearchParams(parameters)}`
  return {
    connect: (service, { accountId: account, environment }) =>
      page({ service, account, environment }),
    reconnect: ({ id, service, account_id: account, environment }, refused) =>
      page({ service, account, environment, reconnects: id, ...(refused && { refused }) }),
    approval: (id) => `${appUrl}/approvals/${id}`,
  }
}
