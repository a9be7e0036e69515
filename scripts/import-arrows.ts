/**
 * The imports that are allowed inside one folder. A key is a subfolder, or `.` for the files of the folder
 * itself. Its list names the subfolders and files that it may import besides its own. `type x` allows only the
 * types of `x`. Every other import is forbidden, in both directions.
 */
type Arrows = Record<string, readonly string[]>

/**
 * A folder that works with a dashboard may import the type of a dashboard, and the module that returns the
 * running dashboard.
 */
const runningDashboard = ['type dashboard', 'running-dashboard']
const routes = ['env', 'miteos', ...runningDashboard]
const sessions = ['routes', 'miteos', 'people', ...runningDashboard]
const nouns = ['sessions', ...sessions]

const rootAndWords = ['.', 'words']

const oauth = ['providers', 'core']
const grants = ['oauth', ...oauth]
const codes = ['grants', ...grants]
const apps = ['access', 'core']
const activity = ['access', 'core']
const breaks = ['mail', 'access', 'core']
const attempts = ['access', 'core']
const webhooks = ['access', 'core']
const services = ['codes', 'attempts', 'access', ...codes]
const integrations = ['webhooks', 'mail', ...services]
const consent = ['apps', ...services]
const inboxes = ['grants', ...grants]
const signals = ['inboxes', 'integrations', ...integrations]
const administering = ['integrations', ...integrations]
const tools = ['inboxes', 'integrations', ...integrations]
const approving = ['tools', 'consent', 'apps', ...tools]
const mcp = ['tools', ...tools]
const api = ['activity', 'mcp', 'webhooks', 'consent', 'sandbox', 'apps', ...mcp]

const arrowsByFolder: Record<string, Arrows> = {
  'lib/dashboard': {
    env: [],
    miteos: [],
    people: [],
    network: ['env', 'miteos'],
    oidc: ['env', 'miteos', 'people'],
    routes,
    sessions,
    staff: ['people', ...runningDashboard],
    'sign-in': ['staff', ...nouns],
    support: ['staff', 'sign-in', 'passkeys', ...nouns],
    attempts: nouns,
    integrations: nouns,
    agents: [...nouns, 'integrations'],
    settings: nouns,
    passkeys: [...nouns, 'sign-in'],
    sso: [...nouns, 'staff', 'sign-in', 'oidc'],
    notifications: nouns,
    reconnecting: [...nouns, 'attempts', 'settings', 'sign-in'],
    accounts: [...nouns, 'settings'],
    visits: nouns,
    tools: nouns,
    activity: nouns,
    'connect-attempts': nouns,
    developers: nouns,
    metrics: ['routes', 'type dashboard', 'queue-readings'],
    '.': [
      'env',
      'miteos',
      'network',
      'people',
      'routes',
      'sessions',
      'staff',
      'sign-in',
      'support',
      'attempts',
      'integrations',
      'agents',
      'settings',
      'passkeys',
      'oidc',
      'sso',
      'notifications',
      'reconnecting',
      'accounts',
      'visits',
      'tools',
      'activity',
      'connect-attempts',
      'developers',
      'metrics',
    ],
  },
  'lib/platform': {
    core: [],
    mail: ['core'],
    access: ['mail', 'core'],
    breaks,
    activity,
    apps,
    attempts,
    webhooks,
    providers: ['core'],
    oauth,
    grants,
    codes,
    integrations,
    consent,
    inboxes,
    administering,
    sandbox: ['core'],
    signals,
    tools,
    approving,
    mcp,
    api,
    '.': ['api', 'administering', 'approving', 'breaks', 'mail', 'signals', ...api],
  },
  'lib/contract': {
    text: [],
    services: ['text'],
    api: ['services', 'text'],
    view: ['api', 'services', 'text'],
  },
  'components/settings': {
    '.': [],
    people: ['.'],
    passkeys: ['.'],
    notifications: ['.'],
    'redirect-uris': ['.'],
    tokens: ['.'],
    webhooks: ['.'],
  },
  'components/integrations': {
    words: [],
    '.': ['words'],
    disconnect: rootAndWords,
    calls: rootAndWords,
    tools: rootAndWords,
    list: ['disconnect', ...rootAndWords],
    detail: ['calls', 'disconnect', ...rootAndWords],
  },
}

/**
 * Returns the subfolder of `folder` that contains a module, `.` for a file of the folder itself, or null for a
 * module elsewhere.
 */
function subfolderOf(module: string, folder: string): string | null {
  if (!module.startsWith(`${folder}/`)) return null
  const [first = '', ...below] = module.slice(folder.length + 1).split('/')
  return below.length === 0 ? '.' : first
}

function isAllowed(
  subfolder: string,
  arrows: Arrows,
  target: string,
  isTypeOnly: boolean,
): boolean {
  const allowed = arrows[subfolder] ?? []
  return allowed.includes(target) || (isTypeOnly && allowed.includes(`type ${target}`))
}

/** Returns whether the arrows inside a folder forbid an import between two of its modules. */
export function isAgainstArrows(module: string, target: string, isTypeOnly: boolean): boolean {
  return Object.entries(arrowsByFolder).some(([folder, arrows]) => {
    const [subfolder, targetSubfolder] = [subfolderOf(module, folder), subfolderOf(target, folder)]
    if (subfolder === null || targetSubfolder === null || subfolder === targetSubfolder)
      return false
    const names = [
      targetSubfolder,
      targetSubfolder === '.' ? target.slice(folder.length + 1) : targetSubfolder,
    ]
    return !names.some((name) => isAllowed(subfolder, arrows, name, isTypeOnly))
  })
}
