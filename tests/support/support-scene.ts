import { beginStaffPasskey, submitJoinStaff } from '@/lib/dashboard/support/join-staff'
import { submitLeave, submitOpen } from '@/lib/dashboard/support/support-forms'
import { createOperatorStaff, type OperatorStaff } from '@/lib/platform/access/staff/operator-staff'
import type { Storage } from '@/lib/storage/database'
import { appUrl } from './dashboard'
import { openPeopleScene, type PeopleScene, type PersonalBrowser } from './people-scene'

export interface SupportScene extends PeopleScene {
  operator: OperatorStaff
  /** Comes in as support staff with a link and a new passkey. Returns the `Location` of the answer. */
  comeIn: (browser: PersonalBrowser, link: string, name: string) => Promise<string>
  /** Adds a member of the support staff, and returns their browser. */
  addStaff: (email: string, name: string) => Promise<PersonalBrowser>
  /** Returns the id of a member of the support staff. */
  staffId: (email: string) => Promise<string>
  /** Opens an account. Returns the `Location` of the answer, or its status. */
  open: (
    browser: PersonalBrowser,
    email: string,
    accountId: string,
    fields?: { reason?: string; environment?: string },
  ) => Promise<string>
  leave: (browser: PersonalBrowser) => Promise<string>
}

/** Creates a platform with a dashboard in front of it, in which support staff sign in and open accounts. */
export function openSupportScene(storage: Storage): SupportScene {
  const scene = openPeopleScene(storage)
  const operator = createOperatorStaff({ ...scene.server, log: scene.dashboard.log, now: Date.now })

  async function staffId(email: string) {
    const found = (await operator.list()).find((member) => member.email === email)
    if (!found) throw new Error(`${email} is not support staff`)
    return found.personId
  }

  async function comeIn(browser: PersonalBrowser, link: string, name: string) {
    const begun = await browser.send(beginStaffPasskey, '/support/join/passkey', {
      method: 'POST',
      headers: { origin: appUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ link, name }),
    })
    if (begun.status !== 200) return String(begun.status)
    const { options, state } = await begun.json()
    const fields = { link, name, with: 'passkey', state }
    const response = browser.authenticator.create(options)
    const answer = await browser.post(submitJoinStaff, '/support/join/submit', {
      fields: { ...fields, response },
    })
    return answer.headers.get('location') ?? String(answer.status)
  }

  return {
    ...scene,
    operator,
    comeIn,
    staffId,
    async addStaff(email, name) {
      const browser = scene.openBrowser()
      await comeIn(browser, (await operator.add(email)).secret, name)
      return browser
    },
    async open(browser, email, accountId, fields = {}) {
      const answer = await browser.post(submitOpen, `/support/${accountId}/submit`, {
        params: { account: accountId },
        fields: {
          staff: await staffId(email),
          reason: 'Slack fails, ticket 4711',
          environment: 'test',
          ...fields,
        },
      })
      return answer.headers.get('location') ?? String(answer.status)
    },
    async leave(browser) {
      const answer = await browser.post(submitLeave, '/support/leave', { fields: {} })
      return answer.headers.get('location') ?? String(answer.status)
    },
  }
}
