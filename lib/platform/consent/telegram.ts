import { redirectByPage } from '@/lib/http/redirect-by-page'
import type { GrantInput } from '../codes/grant-input'
import { servedRequestId } from '../core/request-log'
import { ProviderError } from '../providers/provider-error'
import type { Admission } from './admission'
import type { ConsentContext } from './consent-context'
import { returnUrl } from './return-url'
import { type BotFailure, botTokenSentences, telegramPage } from './telegram-page'

type BotAdmission = Extract<Admission, { kind: 'bot' }>

/** Asks Telegram for the bot of a token. Returns the grant input for the code, or why the token cannot be used. */
async function verifyOwnBot(
  { log }: Pick<ConsentContext, 'log'>,
  { provider, client }: BotAdmission,
  token: string,
): Promise<GrantInput | BotFailure> {
  if (token === '') return { error: 'missing', status: 422 }
  const credential = provider.ownBotCredential(token, client)
  if (!credential) return { error: 'malformed', status: 422 }
  try {
    await provider.identify(credential, client)
    return { kind: 'bot', token }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (error.failure === 'refused') return { error: 'refused', status: 422 }
    const reference = servedRequestId()
    log.warn({ ...error.fields, reference }, 'a provider failed while connecting')
    return { error: 'not_answering', status: 503, reference }
  }
}

/** Creates a code for a bot, and the connect attempt to which the code belongs. */
async function createCode(
  { storage, codes, connectAttempts, returnAddresses, now }: ConsentContext,
  admission: BotAdmission,
  startedAt: number,
  grantInput: GrantInput,
): Promise<string> {
  const { link, person } = admission
  await storage.ready()
  return storage.db.transaction().execute(async (db) => {
    const steps = [
      { step: 'started', at: startedAt },
      { step: 'code_given', at: now() },
    ] as const
    const expiresAt = codes.expiryOfNew({})
    const attemptId = await connectAttempts.begin({ ...admission, steps, expiresAt }, db)
    const newCode = {
      accountId: person.accountId,
      environment: person.environment,
      service: link.service,
      personId: person.id,
      redirectUri: link.redirectUri,
      grantInput,
      attemptId,
    }
    const oauthCode = await codes.create(newCode, db)
    await returnAddresses.markUsed(link.redirectUri, person, db)
    return oauthCode
  })
}

/** Records a connect attempt that ended because Telegram did not accept the token of the bot, or did not answer. */
async function recordRefusedBot(
  { storage, connectAttempts }: ConsentContext,
  admission: BotAdmission,
  startedAt: number,
  { error }: BotFailure,
): Promise<void> {
  const { accountId, environment } = admission.person
  const steps = [{ step: 'started', at: startedAt }] as const
  const reason = botTokenSentences[error]
  await connectAttempts.aside(() =>
    storage.db.transaction().execute(async (db) => {
      const id = await connectAttempts.begin({ ...admission, steps, expiresAt: startedAt }, db)
      const failure = { step: 'code_given', outcome: 'failed', reason } as const
      if (id !== null) await connectAttempts.fail({ id, accountId, environment }, failure, db)
    }),
  )
}

/**
 * Creates a code for the bot that the person chose, and sends the browser back with the code. Asks Telegram about a
 * person's own bot first. Returns the page with an error when the bot's token cannot be used.
 */
export async function returnBotCode(
  context: ConsentContext,
  request: Request,
  admission: BotAdmission,
  form: URLSearchParams,
): Promise<Response> {
  const { settings, limits, log, refuse, now } = context
  const { link, person, provider, client } = admission
  const { service } = link
  if (['bot', 'bot_token'].some((name) => form.getAll(name).length > 1)) {
    return refuse('parameter_repeated', { service })
  }
  const waitSeconds = await limits.connects(person.id)
  if (waitSeconds !== null)
    return refuse('rate_limited', { service, retryAfterSeconds: waitSeconds })

  const startedAt = now()
  const wantsSharedBot = form.get('bot') === 'miteos'
  if (wantsSharedBot && !provider.sharedBotCredential(client))
    return refuse('service_not_set_up', { service })
  const chosenBot = wantsSharedBot
    ? { kind: 'shared_bot' as const }
    : await verifyOwnBot(context, admission, (form.get('bot_token') ?? '').trim())
  if ('error' in chosenBot) {
    const wasAsked = chosenBot.error === 'refused' || chosenBot.error === 'not_answering'
    if (wasAsked) await recordRefusedBot(context, admission, startedAt, chosenBot)
    return telegramPage(context, admission, chosenBot)
  }

  const oauthCode = await createCode(context, admission, startedAt, chosenBot)
  log.info({ service, account: person.accountId, bot: chosenBot.kind }, 'connect returns a code')
  const href = returnUrl({ ...link, issuer: settings.appUrl }, { oauthCode })
  const { host } = new URL(href)
  return redirectByPage(
    { href, title: `On to ${host}`, label: `Go on to ${host}` },
    { appUrl: settings.appUrl, accept: request.headers.get('accept') },
  )
}
