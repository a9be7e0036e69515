import { html } from 'hono/html'
import { scenarios } from '@/lib/contract/api/sandbox-scenarios'
import { serviceName } from '@/lib/contract/services/catalogue'
import { page } from '@/lib/http/page'
import { connectionLogos } from '../core/connection-logos'
import { listAccounts, type SandboxAccount } from './accounts'
import type { AuthorizeRequest } from './authorize'
import type { VendorWithConsent } from './vendors/vendor'

function accountChoice({ id, name, detail }: SandboxAccount, isChosen: boolean) {
  return html`<label class="choice">
<input type="radio" name="account" value="${id}" ${isChosen ? 'checked' : ''}>
<span><b>${name}</b> <span class="detail">${detail}</span></span>
</label>`
}

function accountChoices(vendor: VendorWithConsent) {
  return html`<fieldset>
<legend>Account</legend>
<div class="choices">
${listAccounts(vendor.service).map((account, position) => accountChoice(account, position === 0))}
</div>
</fieldset>`
}

function permissions(vendor: VendorWithConsent, request: AuthorizeRequest) {
  return html`<section>
<h2>This will allow Miteos to</h2>
<ul class="permissions">
${vendor.permissions(request).map((permission) => html`<li>${permission}</li>`)}
</ul>
</section>`
}

function scenarioField(vendor: VendorWithConsent) {
  return html`<div class="note">
<div class="field">
<label for="scenario">Scenario</label>
<select id="scenario" name="scenario" aria-describedby="scenario-help">
${scenarios.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
</select>
</div>
<p class="small" id="scenario-help">What the simulated provider does after you press Allow.${vendor.remark ? ` ${vendor.remark}` : ''}</p>
<details>
<summary>What each scenario does</summary>
<dl>
${scenarios.map(({ name, meaning }) => html`<div><dt>${name}</dt><dd>${meaning}</dd></div>`)}
</dl>
</details>
</div>`
}

/** The origins to which the answer to the form may redirect. The application can have any origin, so all are allowed. */
const everyOrigin = ['https:', 'http:']

/** Returns the vendor's consent page, which shows the permissions and the accounts to choose from. */
export function consentPage(
  vendor: VendorWithConsent,
  request: AuthorizeRequest,
  appUrl: string,
): Response {
  const name = serviceName(vendor.service)
  return page({
    appUrl,
    status: 200,
    postsForms: true,
    title: `${vendor.heading} · ${name} sandbox`,
    formActions: everyOrigin,
    body: html`<p class="strip"><strong>Sandbox.</strong> This is not ${name}. No real account is connected.</p>
${connectionLogos(vendor.service)}
<h1>${vendor.heading}</h1>
<form method="post">
${accountChoices(vendor)}
${permissions(vendor, request)}
${scenarioField(vendor)}
<div class="actions">
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny" class="quiet">Deny</button>
</div>
<p class="small">You will return to <strong>${new URL(request.redirectUri).host}</strong>.</p>
</form>`,
  })
}
