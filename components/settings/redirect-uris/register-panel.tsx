import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { TextField } from '@/components/ui/text-field'
import { appNameProblem, redirectUriProblem } from '@/lib/contract/api/redirect-uri-rules'
import type { RedirectUrisView } from '@/lib/contract/view/settings'
import type { Viewer } from '@/lib/contract/view/viewer'
import { notDoneWords } from './not-done-words'

function rules({ environment }: Viewer): string {
  return environment === 'test'
    ? 'Begins with https://, or http:// for localhost, 127.0.0.1 and [::1]. Written exactly as your app sends it.'
    : 'Begins with https:// and has a public host. Written exactly as your app sends it.'
}

/** Says why what was typed cannot be registered, for each field. */
function problemsOf({ typed, error, ownCallback }: RedirectUrisView, { environment }: Viewer) {
  if (error !== 'invalid') return { uri: null, appName: null }
  const isOwn = typed.uri === ownCallback
  const uri = isOwn
    ? 'The callback of Miteos itself is always registered.'
    : (redirectUriProblem(typed.uri, environment)?.detail ?? null)
  const appName = appNameProblem(typed.appName)
  return { uri: uri ?? (appName ? null : 'Miteos does not accept this redirect URI.'), appName }
}

/** The form that registers a redirect URI. */
export function RegisterPanel({ view, viewer }: { view: RedirectUrisView; viewer: Viewer }) {
  const problems = problemsOf(view, viewer)
  return (
    <Panel title="Register a redirect URI">
      <PostForm
        action="/settings/redirect-uris/submit"
        fields={{ person: viewer.personId }}
        className="flex flex-col gap-4"
      >
        {view.error && view.error !== 'invalid' && (
          <Notice tone="danger" role="alert">
            {`${notDoneWords[view.error]} Nothing was changed.`}
          </Notice>
        )}
        <div className="flex flex-wrap items-start gap-4">
          <div className="flex min-w-0 flex-[2] basis-72">
            <TextField
              id="uri"
              name="uri"
              label="Redirect URI"
              required
              maxLength={2048}
              inputMode="url"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="https://…"
              defaultValue={view.typed.uri}
              className="font-mono"
              help={rules(viewer)}
              error={problems.uri}
            />
          </div>
          <div className="flex min-w-0 flex-1 basis-48">
            <TextField
              id="app_name"
              name="app_name"
              label="App name"
              required
              maxLength={64}
              placeholder="Onboarding"
              defaultValue={view.typed.appName}
              help="People see it when they connect."
              error={problems.appName}
            />
          </div>
        </div>
        <Button type="submit" look="primary" size="medium" className="self-start">
          Register
        </Button>
      </PostForm>
    </Panel>
  )
}
