/** The second half of a sentence that begins with the name of the service, by the `reason` of a failed check. */
const causes = new Map([
  ['timeout', 'did not answer in time'],
  ['unreachable', 'could not be reached'],
  ['unavailable', 'could not answer just then'],
  ['malformed', 'gave an answer that makes no sense'],
  ['misconfigured', 'does not accept the registration of this server'],
  ['clock_wrong', 'and this server do not have the same time'],
  ['blocked', 'wants something to be done there first'],
  ['unexplained', 'refused for a reason that Miteos does not know'],
])

/** Returns why a check failed, as the end of a sentence that begins with the provider's name. */
export function checkFailure(reason: string | undefined): string {
  return causes.get(reason ?? '') ?? 'gave no clear answer'
}
