import { downloadAccounts } from '@/lib/dashboard/accounts/download-accounts'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: downloadAccounts })
