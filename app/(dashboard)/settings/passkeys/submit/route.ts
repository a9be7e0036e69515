import { submitAddPasskey } from '@/lib/dashboard/passkeys/passkey-forms'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitAddPasskey)
