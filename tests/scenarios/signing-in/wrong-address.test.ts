import { expect, test } from 'vitest'
import { submitSignIn } from '@/lib/dashboard/sign-in/submit-sign-in'
import { appUrl } from '@/tests/support/dashboard'
import { goodToken, path, startSigningIn } from '@/tests/support/signing-in'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores(
  'a page that was opened at another address than APP_URL',
  async (openStore) => {
    const storage = await openStore()

    test('says which address is right and leads there', async () => {
      const { browser } = startSigningIn(storage)
      const headers = { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }
      const response = await browser.post(submitSignIn, path, {
        fields: { token: goodToken },
        headers,
      })
      expect(response.status).toBe(403)
      const text = await response.text()
      expect(text).toContain('<h1>This is not the right address</h1>')
      expect(text).toContain(`did not come from a page of ${appUrl}, which is the only address`)
      expect(text.match(/<a [^>]*href="[^"]*"/g)).toEqual([
        `<a class="button" href="${appUrl}/integrations"`,
      ])
    })
  },
)
