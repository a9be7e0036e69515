import { SelectField } from '@/components/ui/select-field'
import type { FilterOption } from '@/lib/contract/view/activity'

/** Options with a heading above them. Without a name they have none. */
export interface OptionGroup {
  name: string | null
  options: readonly FilterOption[]
}

/** Returns options as one group without a heading. */
export function oneGroup(options: readonly FilterOption[]): OptionGroup[] {
  return [{ name: null, options }]
}

function Options({ options }: { options: readonly FilterOption[] }) {
  return options.map(({ id, name }) => (
    <option key={id} value={id}>
      {name || id}
    </option>
  ))
}

/** One filter of the activity: a choice between everything and one thing. */
export function FilterChoice({
  name,
  label,
  everything,
  groups,
  chosen,
}: {
  name: string
  label: string
  /** The words for no choice. */
  everything: string
  groups: readonly OptionGroup[]
  chosen: string | undefined
}) {
  return (
    <SelectField key={chosen} id={name} name={name} label={label} defaultValue={chosen ?? ''}>
      <option value="">{everything}</option>
      {groups.map((group) =>
        group.name === null ? (
          <Options key="" options={group.options} />
        ) : (
          <optgroup key={group.name} label={group.name}>
            <Options options={group.options} />
          </optgroup>
        ),
      )}
    </SelectField>
  )
}
