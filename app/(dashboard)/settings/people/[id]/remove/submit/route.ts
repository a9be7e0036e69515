import { formRoute } from '@/lib/dashboard/routes/route'
import { submitRemovePerson } from '@/lib/dashboard/settings/people-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitRemovePerson)
