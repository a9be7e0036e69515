export interface Tool {
  /** As it stands in `available_tools`. */
  name: string
  /** What an agent can do with it, as the end of the sentence "Agents can …". */
  meaning: string
}

/** The company behind a service, and where a person sees what has access to their account there. */
export interface Vendor {
  name: string
  accessPage: string
  /** No call of the vendor's ends a grant: only its owner can. */
  endsByHand?: true
}

/** Everything that the contract knows of one service; each service has a file of its own. */
export interface ServiceDefinition {
  /** What people call it. */
  name: string
  /** One line for the person who decides whether to connect. */
  summary: string
  /** In the documented order. */
  tools: readonly Tool[]
  vendor: Vendor
  /** What the operator sets to make the service available: an id and a secret, or one secret. */
  setupVariables: readonly string[]
  /** Its logo would vanish on a dark surface and has a second file for that. */
  hasDarkLogo?: true
}
