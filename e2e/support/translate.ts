import type { Page } from '@playwright/test'

/**
 * What a browser's translator does to a page, from its first text on and with every text that comes later:
 * it puts two `<font>` elements in the place of each text node. Texts under `translate="no"` stay.
 */
export async function translatePages(page: Page) {
  await page.addInitScript(() => {
    const left = 'script, style, noscript, textarea, option, font, [translate="no"]'

    function translate(node: Node) {
      if (!node.parentElement || node.parentElement.closest(left) || !node.nodeValue?.trim()) return
      const outer = document.createElement('font')
      const inner = outer.appendChild(document.createElement('font'))
      inner.textContent = node.nodeValue
      node.parentElement.replaceChild(outer, node)
    }

    function translateAll(root: Node) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Node[] = []
      while (walker.nextNode()) texts.push(walker.currentNode)
      for (const text of texts) translate(text)
    }

    Object.assign(window, {
      translatePage() {
        translateAll(document.body)
        new MutationObserver((changes) => {
          for (const { type, target, addedNodes } of changes) {
            if (type === 'characterData') translate(target)
            for (const added of addedNodes)
              added.nodeType === Node.TEXT_NODE ? translate(added) : translateAll(added)
          }
        }).observe(document.body, { childList: true, characterData: true, subtree: true })
      },
    })
  })
}

/** Translates the page that is open, which has to have been opened after `translatePages`, once React has taken it over. */
export async function translate(page: Page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main button')].every((button) =>
      Object.keys(button).some((key) => key.startsWith('__reactProps')),
    ),
  )
  await page.evaluate('translatePage()')
}
