import { z } from 'zod'
import { listMembersForOperator } from '@/lib/platform/access/people/list-members'
import { createPersonLinks } from '@/lib/platform/access/people/person-links'
import { createOperatorStaff } from '@/lib/platform/access/staff/operator-staff'
import { type Command, readOptions, UsageError } from './admin-command'

export const listPeople: Command = async ({ storage }, line) => {
  readOptions(line, {})
  const members = await listMembersForOperator(storage.db)
  return members.map(({ id, name, email, account, role }) =>
    [id, account, role, name, email ?? ''].join('\t'),
  )
}

export const personLink: Command = async ({ appUrl, ...tools }, [id, ...rest]) => {
  const { passkeys } = readOptions(rest, { passkeys: z.enum(['end', 'keep']).default('end') })
  if (!id) throw new UsageError('person sign-in-link takes the id of one person.')
  const links = createPersonLinks({ ...tools, settings: { appUrl } })
  return [(await links.createForOperator(id, { endPasskeys: passkeys === 'end' })).link]
}

export const addStaff: Command = async (tools, [email, ...rest]) => {
  if (!email || rest.length > 0) throw new UsageError('staff add takes one e-mail address.')
  const { secret } = await createOperatorStaff(tools).add(email)
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
