import { expect, it } from 'vitest'
import { slackTools } from '@/lib/platform/tools/slack/slack-tools'
import { codeOf, consent, form, redirectUri, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { runInSandbox } from '@/tests/support/tool-in-sandbox'

describeOnBothStores('the tools of Slack in the sandbox', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const url = new URL('http://localhost:3000/sandbox/slack/oauth/v2/authorize')
  url.search = new URLSearchParams({
    client_id: 'sandbox_slack',
    redirect_uri: redirectUri,
    scope: 'chat:write,channels:read,channels:history,channels:manage,groups:write',
    user_scope: 'search:read.public',
  }).toString()
  const exchange = form({
    client_id: 'sandbox_slack',
    client_secret: 'sandbox_secret_slack',
    redirect_uri: redirectUri,
    code: codeOf(await consent(testSandbox, url)),
  })
  const installed = await testSandbox.ask('slack', '/api/oauth.v2.access', exchange)
  const { access_token: accessToken, authed_user } = await installed.json()
  const credential = { accessToken, details: { user_token: authed_user.access_token } }

  function runTool(
    name: string,
    givenArguments: object,
    call: { key?: string; asksFindDone?: true } = {},
  ) {
    const tool = slackTools.find((candidate) => candidate.name === name)
    if (!tool) throw new Error(`there is no tool ${name}`)
    return runInSandbox(testSandbox, tool, givenArguments, { owner: 'acct_1', credential, ...call })
  }

  it('a message is found by its key, and only by its own', async () => {
    const call = { channel: 'random', text: 'Only once, please' }
    expect(
      (await runTool('post_message', call, { key: 'k1', asksFindDone: true })).output,
    ).toBeUndefined()
    const { output } = await runTool('post_message', call, { key: 'k1' })
    const looked = await runTool('post_message', call, { key: 'k1', asksFindDone: true })
    expect(looked.output).toEqual(output)
    const answer = { ...call, text: 'Thank you', thread: output?.message_id }
    expect(
      (await runTool('post_message', answer, { key: 'k2', asksFindDone: true })).output,
    ).toBeUndefined()
    const answered = await runTool('post_message', answer, { key: 'k2' })
    const lookedAgain = await runTool('post_message', answer, { key: 'k2', asksFindDone: true })
    expect(lookedAgain.output).toEqual(answered.output)
    const found = await runTool('search_messages', { query: 'once please' })
    expect(found.output).toMatchObject({
      messages: [{ id: output?.message_id, permalink: output?.permalink }],
    })
  })

  it('a channel that the app has created is found again, and one of a person is not', async () => {
    const { output } = await runTool('create_channel', { name: 'once' })
    const looked = await runTool('create_channel', { name: 'once' }, { asksFindDone: true })
    expect(looked.output).toEqual(output)
    const ofPerson = await runTool('create_channel', { name: 'general' }, { asksFindDone: true })
    expect(ofPerson.output).toBeUndefined()
    const { failure } = await runTool('create_channel', { name: 'general' })
    expect(failure).toMatchObject({ kind: 'vendor_refused', details: { vendorCode: 'name_taken' } })
  })

  it.each(slackTools.flatMap((tool) => tool.examples.map((example) => [tool.name, example])))(
    'the example of %s runs as it stands: %j',
    async (name, example) => {
      const { output, failure } = await runTool(String(name), Object(example))
      expect(failure).toBeUndefined()
      expect(JSON.stringify(output)).not.toContain('[]')
    },
  )
})
