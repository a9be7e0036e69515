import { findAccount } from '../accounts'
import type { Seed, World } from '../worlds'
import { addCommit, type FileChange, setHead } from './github-git'
import { addIssue, comments, type Repository, repositories, repositoryId } from './github-world'

const seededAt = '2026-10-26T09:00:00Z'

const text = (path: string, content: string): FileChange => ({
  path,
  content: Buffer.from(content).toString('base64'),
})
const longFile = Array.from(
  { length: 900 },
  (_, index) => `${index + 1}. The shop sold ${(index * 7) % 40} loaves of bread on this day.`,
).join('\n')

const firstFiles: readonly FileChange[] = [
  text('README.md', '# Website\n\nThe website of the bakery. It is written in TypeScript.\n'),
  text('src/index.ts', "import { priceOf } from './prices'\n\nconsole.log(priceOf('bread'))\n"),
  text('src/prices.ts', "export const priceOf = (name: string) => (name === 'bread' ? 4 : 2)\n"),
  text('data/sales.md', `${longFile}\n`),
  {
    path: 'assets/logo.png',
    content: Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1').toString('base64'),
  },
  { ...text('docs/latest.md', '../README.md'), mode: '120000' },
  { ...text('vendor/icons', 'a commit of another repository'), mode: '160000' },
]

const labels = [
  { name: 'bug', color: 'd73a4a' },
  { name: 'enhancement', color: 'a2eeef' },
  { name: 'question', color: 'd876e3' },
]

/**
 * Writes what is in each account at the beginning: a repository `website` with code and issues that the account owns, the
 * same repository in an organization to which the account belongs, an empty repository without issues, and one that the
 * account can only read.
 */
export const seedGitHub: Seed = async (world, { subject }) => {
  const login = findAccount('github', subject).name
  const first = await addCommit(world, undefined, firstFiles, {
    message: 'Begin the website',
    author: 'rosa-weber',
    at: seededAt,
  })
  const changed = await addCommit(
    world,
    first,
    [text('src/hours.ts', "export const hours = 'Tuesday to Saturday, 7 to 13'\n")],
    { message: 'Tell when the shop is open', author: 'rosa-weber', at: seededAt },
  )
  const website = { description: 'The website of the bakery', has_issues: true, can_push: true }
  for (const [id, owner] of [
    [910_001, 'acme'],
    [910_002, login],
  ] as const) {
    const repository = await addRepository(world, { id, owner, name: 'website', ...website })
    await setHead(world, repository, 'main', first)
    await setHead(world, repository, 'opening-hours', changed)
    await addTalk(world, repository)
  }
  await addRepository(world, {
    id: 910_003,
    owner: login,
    name: 'notes',
    private: true,
    can_push: true,
  })
  const sdk = await addRepository(world, {
    id: 910_004,
    owner: 'octo-org',
    name: 'sdk',
    has_issues: true,
  })
  await setHead(world, sdk, 'main', first)
}

async function addRepository(
  world: World,
  facts: Pick<Repository, 'id' | 'owner' | 'name'> & Partial<Repository>,
): Promise<Repository> {
  const repository: Repository = {
    description: null,
    private: false,
    default_branch: 'main',
    has_issues: false,
    can_push: false,
    labels,
    created_at: seededAt,
    pushed_at: seededAt,
    ...facts,
  }
  await world.put(repositories, repositoryId(repository), repository)
  return repository
}

async function addTalk(world: World, repository: Repository): Promise<void> {
  const { number } = await addIssue(world, repository, {
    title: 'The prices of cake are missing',
    body: 'The page of prices shows bread only.\n\nCake should be there too.',
    state: 'open',
    user: 'rosa-weber',
    labels: ['bug'],
    assignees: [],
    created_at: seededAt,
  })
  const talk = { repository: repositoryId(repository), number, created_at: '2026-10-27T10:00:00Z' }
  const first = repository.id * 10
  await world.put(comments, String(first), {
    ...talk,
    user: 'rosa-weber',
    body: 'A customer asked again today.',
  })
  await world.put(comments, String(first + 1), {
    ...talk,
    user: 'ben-okafor',
    body: 'I can add them on Friday.',
  })
}
