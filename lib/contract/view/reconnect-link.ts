import type { ReconnectLinkEnd } from '../api/reconnect-link'
import type { Environment } from '../api/role'
import type { NewLink } from './people'
import type { SettingsError } from './settings'

/** What a person who opens a reconnect link can do next. */
export type ReconnectLinkStep =
  /** Go on to the provider. */
  | { kind: 'go_on' }
  /** Another person uses the link already. */
  | { kind: 'claimed' }
  /** The role of the person does not allow it. */
  | { kind: 'role' }
  /** The person belongs to the account, and works somewhere else at the moment. */
  | { kind: 'switch'; accountId: string; environment: Environment; returnTo: string }
  /** The person belongs to the account, and may work in this environment only, which is not that of the link. */
  | { kind: 'limited'; environment: Environment }
  /** Nobody is signed in. `joinPath` leads to the page on which a new person joins. */
  | { kind: 'sign_in'; signInPath: string; joinPath: string | null; isClaimed: boolean }
  /** The person does not belong to the account, and can join it. */
  | { kind: 'join'; joinPath: string }
  /** The person does not belong to the account, and the link is for its people only. */
  | { kind: 'stranger'; signInPath: string }

/** The content of the page to which a reconnect link leads. */
export type ReconnectLinkView =
  | { kind: 'unknown' | 'expired' | 'not_loaded' }
  | { kind: ReconnectLinkEnd; service: string; accountName: string }
  | {
      kind: 'open'
      /** The secret of the link. Opening the page does not use the link. */
      secret: string
      service: string
      /** The account at the provider. */
      accountName: string
      /** The account of Miteos. */
      owner: string
      environment: Environment
      /** The maker of the link. An API token has the name that somebody gave it. */
      madeBy: { kind: 'person' | 'staff' | 'token' | 'other'; name: string }
      /** Whether the integration works at the moment. */
      isConnected: boolean
      step: ReconnectLinkStep
    }

/** Why a reconnect link was not created. */
export type ReconnectLinkError = SettingsError | 'gone'

/** What the page of an integration shows about its reconnect links. */
export interface ReconnectLinkPanelView {
  /**
   * The link that was just created, with the state of its mail and the address of the person for
   * whom it is. `mail` is null when none was to be sent, `email` when it is for people of the account.
   */
  created: (NewLink & { mail: 'queued' | 'failed' | null; email: string | null }) | null
  failed: ReconnectLinkError | null
  /** The address of a link that could not be created, so that the form can be shown again with it. */
  typedEmail: string
  /** The key of the form: two requests with the same key create one link. */
  formKey: string
  /** Whether this server mails a link to the address that it is for. */
  areMailsSent: boolean
}
