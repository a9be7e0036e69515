import type { ServiceDefinition } from './service-definition'

export const github: ServiceDefinition = {
  name: 'GitHub',
  summary: 'Work with issues, code and pull requests',
  tools: [
    { name: 'create_issue', meaning: 'open issues' },
    { name: 'read_issue', meaning: 'read issues and their comments' },
    { name: 'open_pull_request', meaning: 'open pull requests' },
    { name: 'commit_files', meaning: 'commit files to branches' },
    { name: 'read_repository', meaning: 'read repositories and their files' },
  ],
  vendor: { name: 'GitHub', accessPage: 'https://github.com/settings/applications' },
  setupVariables: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  hasDarkLogo: true,
}
