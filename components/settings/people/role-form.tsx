import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/contract/api/person'
import { roleWords } from '@/lib/contract/view/role-words'
import type { Viewer } from '@/lib/contract/view/viewer'

/** Returns the path of the page that asks a person before they change their own role. */
export function rolePath(id: string): string {
  return `/settings/people/${encodeURIComponent(id)}/role`
}

/**
 * The form that changes the role of a person. A person who changes their own role is asked on a
 * page first.
 */
export function RoleForm({
  person: { id, role },
  viewer,
  called,
}: {
  person: Person
  viewer: Viewer
  called: string
}) {
  const isOwn = id === viewer.apiPersonId
  return (
    <form
      method={isOwn ? 'get' : 'post'}
      action={isOwn ? rolePath(id) : `${rolePath(id)}/submit`}
      className="flex items-center gap-2 max-sm:w-full"
    >
      {!isOwn && <input type="hidden" name="person" value={viewer.personId} />}
      <select
        name="role"
        aria-label={`Role of ${called}`}
        defaultValue={role}
        autoComplete="off"
        className="min-h-8 min-w-0 rounded-md max-sm:flex-1 border border-control bg-surface px-2 text-sm max-sm:min-h-11 max-sm:text-field"
      >
        {Object.entries(roleWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words.name}
          </option>
        ))}
      </select>
      <Button type="submit">
        <span>
          Change<span className="sr-only">{` the role of ${called}`}</span>
        </span>
      </Button>
    </form>
  )
}
