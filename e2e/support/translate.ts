import type { Page } from '@playwright/test'

/**
 * Prepares pages for `translate`, which changes a page as the translator of a browser does: it puts each text
 * node, also a later one, into two `<font>` elements. Texts under `translate="no"` stay as they are.
 */
export async function translatePages(page: Page) {
  await page.addInitScript(() => {
    const untranslated = 'script, style, noscript, textarea, option, font, [translate="no"]'

    function translate(node: Node) {
      if (
        !node.parentElement ||
        node.parentElement.closest(untranslated) ||
        !node.nodeValue?.trim()
      )
        return
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

/** Waits until React runs on the open page and translates the page, which was opened after `translatePages`. */
export async function translate(page: Page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main button')].every((button) =>
      Object.keys(button).some((key) => key.startsWith('__reactProps')),
    ),
  )
  await page.evaluate('translatePage()')
}
