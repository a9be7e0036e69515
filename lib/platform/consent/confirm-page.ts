import { html } from 'hono/html'
import { catalogueEntry } from '@/lib/contract/services/catalogue'
import { page } from '@/lib/http/page'
import { connectionLogos } from '../core/connection-logos'
import type { Admission } from './admission'
import { cancelPath } from './cancel'
import { connectLinkPath } from './connect-link'
import type { ConsentContext } from './consent-context'
import { askedBy, linkFields, returnNote, testModeNote } from './page-parts'

/** Returns the page that says what will be connected. The transaction begins when the person presses Continue. */
export function confirmPage(
  { settings }: ConsentContext,
  { link, person, app }: Extract<Admission, { kind: 'oauth' }>,
): Response {
  const { appUrl } = settings
  const { name, tools } = catalogueEntry(link.service)
  const cancel = connectLinkPath(link, cancelPath)
  return page({
    appUrl,
    status: 200,
    postsForms: true,
    title: `Connect ${name} · Miteos`,
    body: html`${testModeNote(person)}${connectionLogos(link.service)}
<h1>Connect ${name} to Miteos</h1>
<p class="lead">${askedBy(app)}Next, ${name} asks you to confirm. You can disconnect at any time.</p>
<form method="post" action="/integrations/connect/start">${linkFields(link, person)}
<div><h2>Agents will be able to</h2>
<ul class="permissions">${tools.map((tool) => html`<li>${tool.meaning}</li>`)}</ul></div>
<div class="actions"><button type="submit">Continue</button><a class="button quiet" href="${cancel}">Cancel</a></div>
</form>
${returnNote(link, person, app)}`,
  })
}
