/** Returns the class of a status, such as `2xx`. */
export function statusClass(status: number): string {
  return `${Math.floor(status / 100)}xx`
}
