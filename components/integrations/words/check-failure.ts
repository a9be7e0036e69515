/** The end of a sentence that begins with the vendor's name, by the `reason` of a failed check. */
const endsOfSentence = new Map([
  ['timeout', 'did not answer in time'],
  ['unreachable', 'could not be reached'],
  ['unavailable', 'could not answer just then'],
  ['malformed', 'gave an answer that cannot be read'],
  ['misconfigured', 'does not accept the registration of this server'],
  ['clock_wrong', 'and this server do not have the same time'],
  ['blocked', 'wants something to be done there first'],
  ['unexplained', 'refused for a reason that Miteos does not know'],
])

/** Returns why a check failed, as the end of a sentence that begins with the vendor's name. */
export function checkFailureWords(reason: string | undefined): string {
  return endsOfSentence.get(reason ?? '') ?? 'gave no clear answer'
}
