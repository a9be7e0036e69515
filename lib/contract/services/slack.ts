import type { ServiceDefinition } from './service-definition'

export const slack: ServiceDefinition = {
  name: 'Slack',
  summary: 'Post, read and search messages',
  tools: [
    { name: 'post_message', meaning: 'post messages to channels' },
    { name: 'read_channel', meaning: 'read the history of public channels' },
    { name: 'create_channel', meaning: 'create public and private channels' },
    { name: 'search_messages', meaning: 'search public messages' },
  ],
  vendor: { name: 'Slack', accessPage: 'https://slack.com/apps/manage', sendsSignals: true },
  setupVariables: ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'],
}
