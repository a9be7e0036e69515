/** A tool that agents can call. */
export interface Tool {
  /** The name in `available_tools`. */
  name: string
  /** The end of the sentence "Agents can …". */
  meaning: string
}

/** The company behind a service. */
export interface Vendor {
  name: string
  /** The vendor's page on which a person sees which apps have access to their account. */
  accessPage: string
  /** Set when the vendor has no call that revokes a grant. Only the owner of the account can revoke it there. */
  hasNoRevocation?: true
  /** Set when the vendor tells apps that a grant was revoked, and this program receives that. */
  sendsSignals?: true
}

/** All facts that the contract has about one service. */
export interface ServiceDefinition {
  /** The name that people use. */
  name: string
  /** One line for the person who decides whether to connect. */
  summary: string
  /** The tools in the documented order. */
  tools: readonly Tool[]
  vendor: Vendor
  /**
   * The environment variables that make the service available: an id and a secret, or one secret.
   */
  setupVariables: readonly string[]
  /** Set when the logo would be invisible on a dark surface. There is a second file for that. */
  hasDarkLogo?: true
}
