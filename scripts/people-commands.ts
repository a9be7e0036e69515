import { z } from 'zod'
import { listMembersForOperator } from '@/lib/platform/access/people/list-members'
import { createPersonLinks } from '@/lib/platform/access/people/person-links'
import { createOperatorStaff } from '@/lib/platform/access/staff/operator-staff'
import { type Command, readOptions, UsageError } from './admin-command'

/** Whether the passkeys that a person has by now are deleted when a new link is made for them. */
const passkeysOption = { passkeys: z.enum(['end', 'keep']).default('end') }

export const listPeople: Command = async ({ storage }, line) => {
  readOptions(line, {})
  const members = await listMembersForOperator(storage.db)
  return members.map(({ id, name, email, account, role }) =>
    [id, account, role, name, email ?? ''].join('\t'),
  )
}

export const personLink: Command = async ({ appUrl, ...tools }, [id, ...rest]) => {
  const { passkeys } = readOptions(rest, passkeysOption)
  if (!id) throw new UsageError('person sign-in-link takes the id of one person.')
  const links = createPersonLinks({ ...tools, settings: { appUrl } })
  return [(await links.createForOperator(id, { endPasskeys: passkeys === 'end' })).link]
}

export const addStaff: Command = async (tools, [email, ...rest]) => {
  const { passkeys } = readOptions(rest, passkeysOption)
  if (!email) throw new UsageError('staff add takes one e-mail address.')
  const staff = createOperatorStaff(tools)
  const { secret } = await staff.add(email, { endPasskeys: passkeys === 'end' })
  return [`${tools.appUrl}/support/join?link=${secret}`]
}

export const listStaff: Command = async (tools, line) => {
  readOptions(line, {})
  const staff = await createOperatorStaff(tools).list()
  return staff.map(({ personId, name, email }) => [personId, name, email].join('\t'))
}

export const removeStaff: Command = async (tools, [id, ...rest]) => {
  if (!id || rest.length > 0) throw new UsageError('staff remove takes the id of one person.')
  if (await createOperatorStaff(tools).remove(id)) return []
  throw new Error(`${id} is not support staff.`)
}
