import { expect, test } from 'vitest'
import type { ReturnError } from '@/lib/contract/api/return-error'
import { appUrl, returnedParameters } from '@/tests/support/connect'
import { answerPath, visitorAtProvider } from '@/tests/support/connect-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an error of a provider', async (openStore) => {
  const storage = await openStore()

  /** Makes Slack return Ana with an error, and expects the error that the app then receives. */
  async function expectPassedOn(error: string, returned: ReturnError, raisesAlarm: boolean) {
    const { visitor, state, logged } = await visitorAtProvider(storage)
    const description = 'call +1 555 0100 <b>now</b> \u202e'
    const path = answerPath('slack', { error, error_description: description, state })
    const response = await visitor.get(path)
    expect(response.status).toBe(303)
    expect(returnedParameters(response)).toEqual({
      error: returned,
      error_description: expect.stringMatching(/^The [a-z ]+\.$/),
      service: 'slack',
      state: 'state-of-the-link',
      iss: appUrl,
    })
    const loggedError = /^[a-z_]{1,64}$/.test(error) ? error : 'unknown_error'
    expect(logged()).toContain(`"vendor_code":"${loggedError}"`)
    expect(logged().includes('operator alarm')).toBe(raisesAlarm)
  }

  test.each<[error: string, returned: ReturnError, alarm?: 'alarm']>([
    ['access_denied', 'access_denied'],
    ['server_error', 'server_error'],
    ['temporarily_unavailable', 'temporarily_unavailable'],
    ['fatal_error', 'server_error'],
    ['invalid_scope', 'scopes_refused', 'alarm'],
    ['unapproved_scope', 'scopes_refused', 'alarm'],
    ['unauthorized_client', 'misconfigured', 'alarm'],
    ['redirect_uri_mismatch', 'misconfigured', 'alarm'],
    ['bad_redirect_uri', 'misconfigured', 'alarm'],
    ['invalid_team_for_non_distributed_app', 'misconfigured', 'alarm'],
    ['application_suspended', 'app_suspended', 'alarm'],
    ['admin_policy_enforced', 'admin_blocked'],
    ['org_internal', 'org_only'],
    ['interaction_required', 'interaction_required'],
    ['login_required', 'interaction_required'],
    ['unverified_user_email', 'email_unverified'],
    ['something_new', 'invalid_request'],
    ['__proto__', 'invalid_request'],
    ['<script>alert(1)</script>', 'invalid_request'],
  ])('called %s is passed on as %s, in words of the platform', (error, returned, alarm) =>
    expectPassedOn(error, returned, alarm !== undefined),
  )

  test('with a name of 8,000 characters is passed on as invalid_request', () =>
    expectPassedOn('x'.repeat(8000), 'invalid_request', false))
})
