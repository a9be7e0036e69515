import { html } from 'hono/html'
import { page } from '@/lib/http/page'
import { connectionLogos } from '../core/connection-logos'
import type { Admission } from './admission'
import { cancelPath } from './cancel'
import { connectLinkPath } from './connect-link'
import type { ConsentContext } from './consent-context'
import { askedBy, linkFields, returnNote, testModeNote } from './page-parts'

export type BotTokenError = 'missing' | 'malformed' | 'refused' | 'not_answering'

export const botTokenSentences: Record<BotTokenError, string> = {
  missing: 'Paste the token that @BotFather gave you.',
  malformed:
    'This is not a bot token. A bot token looks like 123456789:AAE… and comes from @BotFather.',
  refused: 'Telegram does not accept this token. Copy it again from @BotFather.',
  not_answering: 'Telegram is not answering at the moment. Try again in a minute.',
}

export interface BotFailure {
  error: BotTokenError
  /** The HTTP status of the page. */
  status: number
  /** The request id, under which the log has the details of the failure. */
  reference?: string
}

/** Returns the page on which a person chooses between the Miteos bot, if there is one, and their own bot. */
export function telegramPage(
  { settings }: ConsentContext,
  { link, person, app, provider, client }: Extract<Admission, { kind: 'bot' }>,
  failure?: BotFailure,
): Response {
  const { appUrl } = settings
  const fields = linkFields(link, person)
  const hasSharedBot = provider.sharedBotCredential(client) !== undefined
  const cancel = connectLinkPath(link, cancelPath)
  const formPath = '/integrations/connect/telegram'
  return page({
    appUrl,
    status: failure?.status ?? 200,
    postsForms: true,
    title: 'Connect Telegram · Miteos',
    body: html`${testModeNote(person)}${connectionLogos(link.service)}
<h1>Connect Telegram to Miteos</h1>
<p class="lead">${askedBy(app)}Agents use Telegram through a bot. The bot works in the groups and channels to which you add it.</p>
${
  hasSharedBot
    ? html`<form method="post" action="${formPath}">${fields}<input type="hidden" name="bot" value="miteos">
<div class="actions"><button type="submit">Use the Miteos bot</button></div></form>
<p class="or">or your own bot</p>`
    : ''
}
<form method="post" action="${formPath}" autocomplete="off">${fields}<input type="hidden" name="bot" value="own">
<div class="field"><label for="bot_token">Bot token</label>
<input type="text" id="bot_token" name="bot_token" required maxlength="256" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="bot_token_about${failure ? ' bot_token_error' : ''}"${failure ? html` aria-invalid="true" autofocus` : ''}>
${failure ? html`<p class="error" id="bot_token_error" role="alert">${botTokenSentences[failure.error]}</p>` : ''}
${failure?.reference ? html`<p class="small">Reference <code>${failure.reference}</code></p>` : ''}
<p class="small" id="bot_token_about">You get the token from @BotFather in Telegram. Miteos checks it with Telegram and stores it encrypted.</p></div>
<div class="actions"><button type="submit"${hasSharedBot ? html` class="quiet"` : ''}>Use this bot</button><a class="button quiet" href="${cancel}">Cancel</a></div>
</form>
${returnNote(link, person, app)}`,
  })
}
