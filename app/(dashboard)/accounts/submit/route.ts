import { submitForAccounts } from '@/lib/dashboard/accounts/account-forms'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitForAccounts)
