import { goOn } from '@/lib/http/go-on'
import type { GrantInput } from '../codes/grant-input'
import { servedRequestId } from '../core/request-log'
import { ProviderError } from '../providers/provider-error'
import type { Admission } from './admission'
import type { ConsentContext } from './consent-context'
import { returnUrl } from './return-url'
import { type BotFailure, botTokenSentences, telegramPage } from './telegram-page'

type BotAdmission = Extract<Admission, { kind: 'bot' }>

/** Checks a person's own token with Telegram. Returns it for the code, or the reason why it cannot be used. */
async function checkOwnBot(
  { log }: Pick<ConsentContext, 'log'>,
  { provider, client }: BotAdmission,
  token: string,
): Promise<GrantInput | BotFailure> {
  if (token === '') return { error: 'missing', status: 422 }
  const credential = provider.ownBot(token, client)
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

/** Creates a code for the chosen bot, with the record of the attempt. Returns the code. */
async function mint(
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
    const oauthCode = await codes.mint(
      {
        accountId: person.accountId,
        environment: person.environment,
        service: link.service,
        person: person.id,
        redirectUri: link.redirectUri,
        grantInput,
        attemptId,
      },
      db,
    )
    await returnAddresses.markUsed(link.redirectUri, person, db)
    return oauthCode
  })
}

/** Records an attempt that ended because Telegram did not accept the bot. */
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
 * Creates a code for the chosen bot and sends the browser back with it. Checks a person's own token with Telegram
 * first.
 */
export async function chooseBot(
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
  const wait = await limits.connects(person.id)
  if (wait !== null) return refuse('rate_limited', { service, retryAfterSeconds: wait })

  const startedAt = now()
  const wantsShared = form.get('bot') === 'miteos'
  if (wantsShared && !provider.sharedBot(client)) return refuse('service_not_set_up', { service })
  const choice = wantsShared
    ? { kind: 'shared_bot' as const }
    : await checkOwnBot(context, admission, (form.get('bot_token') ?? '').trim())
  if ('error' in choice) {
    const wasAsked = choice.error === 'refused' || choice.error === 'not_answering'
    if (wasAsked) await recordRefusedBot(context, admission, startedAt, choice)
    return telegramPage(context, admission, choice)
  }

  const oauthCode = await mint(context, admission, startedAt, choice)
  log.info({ service, account: person.accountId, bot: choice.kind }, 'connect returns a code')
  const href = returnUrl({ ...link, issuer: settings.appUrl }, { oauthCode })
  const { host } = new URL(href)
  return goOn(
    { href, title: `On to ${host}`, label: `Go on to ${host}` },
    { appUrl: settings.appUrl, accept: request.headers.get('accept') },
  )
}
