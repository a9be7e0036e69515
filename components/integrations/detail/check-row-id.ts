import type { ShownCheck } from '@/lib/contract/api/check'

/** Returns the id of the row of a check in the table of the page. */
export function checkRowId({ at, cause }: Pick<ShownCheck, 'at' | 'cause'>): string {
  return `check-${at}-${cause}`.replaceAll(/[^\w-]/g, '-')
}
