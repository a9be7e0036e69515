import type { ServiceDefinition } from './service-definition'

export const telegram: ServiceDefinition = {
  name: 'Telegram',
  summary: 'Send messages and post to groups',
  tools: [
    { name: 'send_message', meaning: 'send messages as the bot' },
    { name: 'read_channel_updates', meaning: 'read posts in channels the bot administers' },
    { name: 'post_to_group', meaning: 'post to groups the bot belongs to' },
  ],
  vendor: { name: 'Telegram', accessPage: 'https://t.me/BotFather', hasNoRevocation: true },
  setupVariables: ['TELEGRAM_BOT_TOKEN'],
}
