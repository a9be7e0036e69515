import { submitForAccounts } from '@/lib/dashboard/accounts/account-forms'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitForAccounts)
