import type { World } from '../worlds'
import {
  type DescribedMethod,
  type Method,
  missingScope,
  pageOf,
  permalinkOf,
  type SlackCall,
} from './slack-call'
import { answerOlderSearch, answerSearch } from './slack-search'
import { type Channel, channels, type Message, messages, metadataSchema } from './slack-world'

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

/** Returns a message as the methods answer it. Unless the call asks for all metadata, only the event type is answered. */
function messageFields(ts: string, message: Message, form: URLSearchParams) {
  const { text, user, bot_id, thread_ts, metadata } = message
  const wantsAll = ['true', '1'].includes(form.get('include_all_metadata') ?? '')
  return {
    type: 'message',
    ts,
    text,
    user,
    ...(bot_id && { bot_id }),
    ...(thread_ts && { thread_ts }),
    ...(metadata && { metadata: wantsAll ? metadata : { event_type: metadata.event_type } }),
  }
}

async function findChannel(world: World, named: string | null) {
  const name = (named ?? '').replace(/^#/, '')
  return (await world.list(channels)).find(
    ({ id, content }) => id === name || content.name === name,
  )
}

const listChannels: Method = async ({ world, form, scopes }) => {
  const types = (form.get('types') ?? 'public_channel').split(',')
  const listsPrivate = types.includes('private_channel')
  if (listsPrivate && !scopes.includes('groups:read')) return missingScope('groups:read')
  const listed = (await world.list(channels)).filter(({ content }) =>
    content.is_private ? listsPrivate : types.includes('public_channel'),
  )
  const { page, response_metadata } = pageOf(listed, form, 100)
  return {
    channels: page.map(({ id, content }) => channelFields(id, content)),
    response_metadata,
  }
}

const createChannel: Method = async ({ world, form, account, scopes, now }) => {
  const name = form.get('name') ?? ''
  const is_private = form.get('is_private') === 'true'
  const needed = is_private ? 'groups:write' : 'channels:manage'
  if (!scopes.includes(needed)) return missingScope(needed)
  if (name === '') return 'invalid_name_required'
  if (!/^[a-z0-9_-]{1,80}$/.test(name)) return 'invalid_name_specials'
  return world.change(async (changing) => {
    if (await findChannel(changing, name)) return 'name_taken'
    const channel: Channel = {
      name,
      created: Math.floor(now / 1000),
      creator: account.facts.bot_user_id ?? '',
      is_private,
    }
    const id = `C${now.toString(36).toUpperCase()}${(await changing.list(channels)).length}`
    await changing.put(channels, id, channel)
    return { channel: channelFields(id, channel) }
  })
}

/** Returns whether a call may not read a channel, because the channel is private and the token has no scope for those. */
async function isHidden({ world, form, scopes }: SlackCall): Promise<boolean> {
  const channel = await world.get(channels, form.get('channel') ?? '')
  return channel?.is_private === true && !scopes.includes('groups:history')
}

const readHistory: Method = async (call) => {
  if (await isHidden(call)) return missingScope('groups:history')
  const { world, form } = call
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
    messages: page.map(({ id: ts, content }) => messageFields(ts, content, form)),
    has_more: hasMore,
    pin_count: 0,
    ...(hasMore && { response_metadata }),
  }
}

const readReplies: Method = async (call) => {
  if (await isHidden(call)) return missingScope('groups:history')
  const { world, form } = call
  const thread = form.get('ts')
  const oldest = Number(form.get('oldest') ?? 0)
  const found = (await world.list(messages)).filter(
    ({ id: ts, content }) =>
      content.channel === form.get('channel') &&
      (ts === thread || (content.thread_ts === thread && Number(ts) > oldest)),
  )
  if (found.length === 0) return 'thread_not_found'
  const { page, hasMore, response_metadata } = pageOf(found, form, 100)
  return {
    messages: page.map(({ id: ts, content }) => messageFields(ts, content, form)),
    has_more: hasMore,
    ...(hasMore && { response_metadata }),
  }
}

const postMessage: Method = async ({ world, form, account, tokenOwner, now }) => {
  const text = form.get('markdown_text') ?? form.get('text') ?? ''
  if (form.has('markdown_text') && form.has('text')) return 'markdown_text_conflict'
  if (text === '') return 'no_text'
  const metadata = readMetadata(form.get('metadata'))
  if (metadata === 'invalid') return 'invalid_metadata_format'
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
      ...(metadata && { metadata }),
    }
    await changing.put(messages, ts, message)
    return { channel: channel.id, ts, message: messageFields(ts, message, form) }
  })
}

function readMetadata(text: string | null) {
  if (text === null) return undefined
  try {
    return metadataSchema.parse(JSON.parse(text))
  } catch {
    return 'invalid'
  }
}

/** Returns the `ts` of a new message: the present second, with a counter that no other message of this second has. */
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

/** The methods of the Web API that work in a workspace, by their names. */
export const slackMethods: Readonly<Record<string, DescribedMethod>> = {
  'conversations.list': { scopes: ['channels:read'], run: listChannels },
  'conversations.create': { scopes: ['channels:manage', 'groups:write'], run: createChannel },
  'conversations.history': { scopes: ['channels:history'], run: readHistory },
  'conversations.replies': { scopes: ['channels:history'], run: readReplies },
  'chat.postMessage': { scopes: ['chat:write'], run: postMessage },
  'chat.getPermalink': { scopes: [], run: getPermalink },
  'assistant.search.context': { scopes: ['search:read.public', 'search:read'], run: answerSearch },
  'search.messages': { scopes: ['search:read'], run: answerOlderSearch },
}
