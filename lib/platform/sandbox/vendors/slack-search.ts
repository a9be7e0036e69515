import { type Method, pageOf, permalinkOf, type SlackCall } from './slack-call'
import { channels, messages } from './slack-world'

const maxPageSize = 20

/** Returns the messages with all the words of the query, newest first, each with its channel. */
async function findMessages({ world, form }: SlackCall) {
  const words = (form.get('query') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const allChannels = new Map((await world.list(channels)).map(({ id, content }) => [id, content]))
  return (await world.list(messages))
    .filter(({ content }) => words.every((word) => content.text.toLowerCase().includes(word)))
    .map(({ id, content }) => ({ ts: id, content, channel: allChannels.get(content.channel) }))
    .filter(({ channel }) => channel && !channel.is_private)
    .reverse()
}

/** Answers Slack's newer search (https://docs.slack.dev/reference/methods/assistant.search.context). */
export const answerSearch: Method = async (call) => {
  const { form, account, tokenOwner } = call
  if (tokenOwner !== 'person') return 'missing_action_token'
  if (!form.get('query')?.trim()) return 'no_query'
  const includesBots = ['true', '1'].includes(form.get('include_bots') ?? '')
  const found = (await findMessages(call)).filter(({ content }) => includesBots || !content.bot_id)
  if (Number(form.get('limit') ?? maxPageSize) > maxPageSize) return 'invalid_arguments'
  const { page, response_metadata } = pageOf(found, form, maxPageSize)
  return {
    results: {
      messages: page.map(({ ts, content, channel }) => ({
        author_name: content.bot_id ? 'miteos' : account.facts.user,
        author_user_id: content.user,
        team_id: account.facts.team_id,
        channel_id: content.channel,
        channel_name: channel?.name ?? '',
        message_ts: ts,
        content: content.text,
        is_author_bot: content.bot_id !== undefined,
        permalink: permalinkOf(account, content.channel, ts),
      })),
    },
    response_metadata,
  }
}

/** Answers Slack's older search (https://docs.slack.dev/reference/methods/search.messages). */
export const answerOlderSearch: Method = async (call) => {
  const { form, account, tokenOwner } = call
  if (tokenOwner !== 'person') return 'not_allowed_token_type'
  if (!form.get('query')?.trim()) return 'no_query'
  const found = await findMessages(call)
  const count = Math.min(Math.max(Number(form.get('count')) || 20, 1), 100)
  const page = Math.max(Number(form.get('page')) || 1, 1)
  const pages = Math.ceil(found.length / count)
  const matches = found.slice((page - 1) * count, page * count).map(({ ts, content, channel }) => ({
    team: account.facts.team_id,
    channel: { id: content.channel, name: channel?.name, is_private: false },
    type: 'message',
    user: content.user,
    username: content.bot_id ? 'miteos' : account.facts.user,
    ts,
    text: content.text,
    permalink: permalinkOf(account, content.channel, ts),
  }))
  const paging = { count, total: found.length, page, pages }
  return { query: form.get('query'), messages: { total: found.length, paging, matches } }
}
