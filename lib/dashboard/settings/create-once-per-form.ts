import 'server-only'
import type { SignedInPost } from '../sessions/signed-in-form'
import type { Created } from './shown-once-cookie'

/**
 * Does the work of a form that creates a secret. When the same form is sent several times, does the
 * work once and returns its result each time. A form without a key is done each time.
 *
 * @param form the name of the form
 */
export function createOncePerForm(
  { dashboard, session, fields }: SignedInPost,
  form: string,
  work: () => Promise<Created>,
): Promise<Created> {
  const isKeyed = Boolean(fields.get('key'))
  return isKeyed ? dashboard.runOncePerForm(`${form} ${session.idHash} ${fields}`, work) : work()
}
