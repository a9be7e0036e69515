import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { TokensView } from '@/lib/contract/view/settings'
import type { Viewer } from '@/lib/contract/view/viewer'
import { RoleField } from '../role-field'
import { lifetimes, notDoneSentence } from './token-words'

/** The form that creates an API token. */
export function CreateTokenPanel({ view, viewer }: { view: TokensView; viewer: Viewer }) {
  const { typed, error, isErrorOfRevoke, formKey } = view
  const isInvalid = error === 'invalid' && !isErrorOfRevoke
  const environment = viewer.environment === 'test' ? 'test' : 'live'
  return (
    <Panel
      title="Create a token"
      aside={<span className="text-muted text-sm">{`For the ${environment} environment`}</span>}
    >
      <PostForm
        action="/settings/tokens/submit"
        fields={{ person: viewer.personId, key: formKey }}
        className="flex flex-col gap-4"
      >
        {error && !isInvalid && (
          <Notice tone="danger" role="alert">
            {`${notDoneSentence(error, isErrorOfRevoke)} Nothing was changed.`}
          </Notice>
        )}
        <div className="flex flex-wrap items-start gap-4">
          <div className="flex min-w-0 flex-[2] basis-56">
            <TextField
              id="name"
              name="name"
              label="Name"
              required
              maxLength={64}
              placeholder="Onboarding CI"
              defaultValue={typed.name}
              help="The history names the token as the cause of what it does."
              error={isInvalid ? notDoneSentence('invalid', false) : null}
            />
          </div>
          <div className="flex min-w-0 flex-[2] basis-56">
            <RoleField defaultValue={typed.role || 'member'} />
          </div>
          <div className="flex min-w-0 flex-1 basis-36">
            <SelectField
              id="expires_in_days"
              name="expires_in_days"
              label="Expires"
              defaultValue={typed.expiresInDays}
            >
              {lifetimes.map(({ days, name }) => (
                <option key={days} value={days}>
                  {name}
                </option>
              ))}
            </SelectField>
          </div>
        </div>
        <Button type="submit" look="primary" size="medium" className="self-start">
          Create token
        </Button>
      </PostForm>
    </Panel>
  )
}
