/** Returns the time in the id of a message of Slack, such as `1699999999.000100`, in ISO 8601. */
export function timeOfMessage(id: string): string {
  const milliseconds = Math.round(Number.parseFloat(id) * 1000)
  return Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8.64e15
    ? new Date(milliseconds).toISOString()
    : new Date(0).toISOString()
}

/** Returns an ISO 8601 date or time as Slack writes it: seconds since 1970, with decimals. */
export function slackTime(iso: string): string {
  return String(Date.parse(iso) / 1000)
}
