import type { ServiceDefinition } from './service-definition'

export const notion: ServiceDefinition = {
  name: 'Notion',
  summary: 'Create, update and search pages',
  tools: [
    { name: 'create_page', meaning: 'create pages' },
    { name: 'update_page', meaning: 'update pages' },
    { name: 'read_database', meaning: 'read databases' },
    { name: 'search_workspace', meaning: 'search the pages shared with Miteos' },
  ],
  vendor: { name: 'Notion', accessPage: 'https://www.notion.so/profile/connections' },
  setupVariables: ['NOTION_CLIENT_ID', 'NOTION_CLIENT_SECRET'],
  hasDarkLogo: true,
}
