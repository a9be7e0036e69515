import type { Obstacle } from '@/lib/contract/api/return-error'

const details: Record<Obstacle, (name: string) => string> = {
  misconfigured: (name) =>
    `${name} does not accept this server's registration. Its operator has to act.`,
  app_suspended: (name) => `${name} has suspended the app of this server. Its operator has to act.`,
  scopes_refused: (name) =>
    `${name} does not let this server ask for the permissions that tools need. Its operator has to act.`,
  admin_blocked: (name) =>
    `The organisation of this ${name} account does not allow the app of this server. Its administrator has to allow it first.`,
  org_only: (name) => `The app of this server at ${name} is for accounts of one organisation only.`,
  interaction_required: (name) =>
    `${name} wants something to be done there first. Connect again and finish what it shows.`,
  email_unverified: (name) =>
    `The address of this ${name} account is not verified. Verify it there, then connect again.`,
}

/** Returns the sentences that tell people about an obstacle. `name` is the name of the service. */
export function obstacleDetail(obstacle: Obstacle, name: string): string {
  return details[obstacle](name)
}
