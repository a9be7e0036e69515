import type { SandboxAccount } from '../accounts'
import type { World } from '../worlds'
import { type Channel, channels, type Message, messages } from './slack-world'

/** A call of a method of the Web API with a token that is accepted. */
export interface SlackCall {
  world: World
  /** The parameters of the call. */
  form: URLSearchParams
  account: SandboxAccount
  tokenOwner: 'bot' | 'person'
  /** Milliseconds since 1970. */
  now: number
}

type Fields = Record<string, unknown>
/** Does the work of a method. Returns the fields of the answer, or Slack's error code. */
type Method = (call: SlackCall) => Promise<Fields | string>

interface DescribedMethod {
  /** The scopes, one of which the token needs. */
  scopes: readonly string[]
  run: Method
}

/** Returns a page of a list whose cursor is the number of items before it. */
function pageOf<Item>(items: readonly Item[], form: URLSearchParams, usualLimit: number) {
  const limit = Math.min(Math.max(Number(form.get('limit') ?? usualLimit) || usualLimit, 1), 999)
  const begin = Number(Buffer.from(form.get('cursor') ?? '', 'base64').toString()) || 0
  const end = begin + limit
  const hasMore = end < items.length
  const next_cursor = hasMore ? Buffer.from(String(end)).toString('base64') : ''
  return { page: items.slice(begin, end), hasMore, response_metadata: { next_cursor } }
}

function channelFields(id: string, { name, created, creator, is_private }: Channel) {
  return {
    id,
    name,
    name_normalized: name,
    is_channel: !is_private,
    is_group: is_private,
    is_private,
    is_archived: false,
    is_general: name === 'general',
    is_member: true,
    created,
    creator,
    num_members: 3,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}

function messageFields(ts: string, { text, user, bot_id, thread_ts }: Message) {
  return {
    type: 'message',
    ts,
    text,
    user,
    ...(bot_id && { bot_id }),
    ...(thread_ts && { thread_ts }),
  }
}

async function findChannel(world: World, named: string | null) {
  const name = (named ?? '').replace(/^#/, '')
  return (await world.list(channels)).find(
    ({ id, content }) => id === name || content.name === name,
  )
}

const permalinkOf = ({ facts }: SandboxAccount, channel: string, ts: string) =>
  `${facts.url}archives/${channel}/p${ts.replace('.', '')}`

const listChannels: Method = async ({ world, form }) => {
  const { page, response_metadata } = pageOf(await world.list(channels), form, 100)
  return {
    channels: page.map(({ id, content }) => channelFields(id, content)),
    response_metadata,
  }
}

const createChannel: Method = async ({ world, form, account, now }) => {
  const name = form.get('name') ?? ''
  if (name === '') return 'invalid_name_required'
  if (!/^[a-z0-9_-]{1,80}$/.test(name)) return 'invalid_name_specials'
  return world.change(async (changing) => {
    if (await findChannel(changing, name)) return 'name_taken'
    const channel: Channel = {
      name,
      created: Math.floor(now / 1000),
      creator: account.facts.bot_user_id ?? '',
      is_private: form.get('is_private') === 'true',
    }
    const id = `C${now.toString(36).toUpperCase()}${(await changing.list(channels)).length}`
    await changing.put(channels, id, channel)
    return { channel: channelFields(id, channel) }
  })
}

const readHistory: Method = async ({ world, form }) => {
  const id = form.get('channel') ?? ''
  const oldest = Number(form.get('oldest') ?? 0)
  const latest = Number(form.get('latest') ?? Number.POSITIVE_INFINITY)
  const found = await world.list(messages)
  const ofChannel = found
    .filter(({ id: ts, content }) => {
      const isReply = content.thread_ts !== undefined && content.thread_ts !== ts
      return content.channel === id && !isReply && Number(ts) > oldest && Number(ts) < latest
    })
    .reverse()
  if (ofChannel.length === 0 && !(await world.get(channels, id))) return 'channel_not_found'
  const { page, hasMore, response_metadata } = pageOf(ofChannel, form, 100)
  return {
    messages: page.map(({ id: ts, content }) => messageFields(ts, content)),
    has_more: hasMore,
    pin_count: 0,
    ...(hasMore && { response_metadata }),
  }
}

const readReplies: Method = async ({ world, form }) => {
  const thread = form.get('ts')
  const found = (await world.list(messages)).filter(
    ({ id: ts, content }) =>
      content.channel === form.get('channel') && (ts === thread || content.thread_ts === thread),
  )
  if (found.length === 0) return 'thread_not_found'
  const { page, hasMore, response_metadata } = pageOf(found, form, 100)
  return {
    messages: page.map(({ id: ts, content }) => messageFields(ts, content)),
    has_more: hasMore,
    ...(hasMore && { response_metadata }),
  }
}

const postMessage: Method = async ({ world, form, account, tokenOwner, now }) => {
  const text = form.get('markdown_text') ?? form.get('text') ?? ''
  if (form.has('markdown_text') && form.has('text')) return 'markdown_text_conflict'
  if (text === '') return 'no_text'
  if (text.length > (form.has('markdown_text') ? 12_000 : 40_000)) return 'msg_too_long'
  return world.change(async (changing) => {
    const channel = await findChannel(changing, form.get('channel'))
    if (!channel) return 'channel_not_found'
    const thread_ts = form.get('thread_ts') ?? undefined
    if (thread_ts !== undefined && !(await changing.get(messages, thread_ts)))
      return 'thread_not_found'
    const ts = await freeTime(changing, now)
    const { bot_user_id = '', user_id = '', bot_id } = account.facts
    const message: Message = {
      channel: channel.id,
      text,
      ...(tokenOwner === 'bot' ? { user: bot_user_id, bot_id } : { user: user_id }),
      ...(thread_ts !== undefined && { thread_ts }),
    }
    await changing.put(messages, ts, message)
    return { channel: channel.id, ts, message: messageFields(ts, message) }
  })
}

/** Returns the `ts` of a new message: the time now, with a counter that no other message of this second has. */
async function freeTime(world: World, now: number): Promise<string> {
  const second = Math.floor(now / 1000)
  const taken = (await world.list(messages)).filter(({ id }) => id.startsWith(`${second}.`))
  return `${second}.${String((taken.length + 1) * 100).padStart(6, '0')}`
}

const getPermalink: Method = async ({ world, form, account }) => {
  const ts = form.get('message_ts') ?? ''
  const message = await world.get(messages, ts)
  if (message?.channel !== form.get('channel')) return 'message_not_found'
  return { channel: message?.channel, permalink: permalinkOf(account, message?.channel ?? '', ts) }
}

/** Slack's newer search, which has no typed method in the SDK (https://docs.slack.dev/reference/methods/assistant.search.context). */
const search: Method = async ({ world, form, account, tokenOwner }) => {
  if (tokenOwner !== 'person') return 'missing_action_token'
  const words = (form.get('query') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return 'no_query'
  const allChannels = new Map((await world.list(channels)).map(({ id, content }) => [id, content]))
  const found = (await world.list(messages))
    .filter(({ content }) => words.every((word) => content.text.toLowerCase().includes(word)))
    .reverse()
  const { page, response_metadata } = pageOf(found, form, 20)
  return {
    results: {
      messages: page.map(({ id: ts, content }) => ({
        author_name: content.bot_id ? 'miteos' : account.facts.user,
        author_user_id: content.user,
        team_id: account.facts.team_id,
        channel_id: content.channel,
        channel_name: allChannels.get(content.channel)?.name ?? '',
        message_ts: ts,
        content: content.text,
        is_author_bot: content.bot_id !== undefined,
        permalink: permalinkOf(account, content.channel, ts),
      })),
    },
    response_metadata,
  }
}

/** The methods of the Web API that work in a workspace, by their names. */
export const slackMethods: Readonly<Record<string, DescribedMethod>> = {
  'conversations.list': { scopes: ['channels:read'], run: listChannels },
  'conversations.create': { scopes: ['channels:manage'], run: createChannel },
  'conversations.history': { scopes: ['channels:history'], run: readHistory },
  'conversations.replies': { scopes: ['channels:history'], run: readReplies },
  'chat.postMessage': { scopes: ['chat:write'], run: postMessage },
  'chat.getPermalink': { scopes: [], run: getPermalink },
  'assistant.search.context': { scopes: ['search:read.public', 'search:read'], run: search },
}
