import type { ConnectLinkRefusal } from './connect-link'
import type { FormRefusal } from './form-body'
import type { TransactionRefusal } from './transaction-refusal'

/** Every reason for which a connect page refuses a person. */
export type RefusalCause =
  | ConnectLinkRefusal
  | FormRefusal
  | TransactionRefusal
  | 'redirect_uri_unregistered'
  | 'service_not_set_up'
  | 'role_may_not_connect'
  | 'cross_site'
  | 'person_changed'
  | 'signed_out'
  | 'person_rate_limited'
  | 'rate_limited'
  | 'callback_malformed'
  | 'issuer_wrong'
  | 'not_found'
  | 'method_not_allowed'
  | 'unavailable'
  | 'failed'
