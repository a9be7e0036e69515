import { showToast } from './toasts'

async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/**
 * Copies a text to the clipboard. Returns false when the browser does not allow that, for example on plain http. A
 * toast then shows the text, so that the person can select it.
 */
export async function copyText(text: string): Promise<boolean> {
  const isCopied = await writeToClipboard(text)
  if (!isCopied)
    showToast({
      tone: 'info',
      title: 'Copying is not possible here',
      body: (
        <>
          <p>Select the text instead:</p>
          <code translate="no" className="select-all font-mono text-foreground text-xs">
            {text}
          </code>
        </>
      ),
    })
  return isCopied
}
