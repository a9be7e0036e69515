import { SelectField } from '@/components/ui/select-field'
import { roleWords } from '@/lib/contract/view/role-words'

/**
 * The field for a role. The options are names alone, because a narrow select cuts longer ones; what
 * they mean stands below.
 */
export function RoleField({ defaultValue }: { defaultValue: string }) {
  const words = Object.entries(roleWords)
  return (
    <SelectField
      id="role"
      name="role"
      label="Role"
      defaultValue={defaultValue}
      help={words.map(([, { name, meaning }]) => `${name}: ${meaning}.`).join(' ')}
    >
      {words.map(([role, { name }]) => (
        <option key={role} value={role}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
