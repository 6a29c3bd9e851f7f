// Draws every page kind in both themes, wide and narrow, into screenshots/:
//
//	node screenshots.mjs http://127.0.0.1:8080
//
// for a site that shows the demonstration. It stores nothing there.
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

process.env.TRANSFERT_URL = process.argv[2] ?? 'http://127.0.0.1:8080'
process.env.CHROMIUM ??= '/usr/bin/chromium'
const { roles, visit } = await import('./kinds.mjs')
const { withPage } = await import('./site.mjs')

const folder = fileURLToPath(new URL('screenshots', import.meta.url))
for (const scheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    await withPage({ scheme, width }, async (page) => {
      for (const role of roles) {
        await visit(page, role, (kind) => page.screenshot({ path: join(folder, `${kind}-${width}-${scheme}.png`), fullPage: true }))
      }
    })
  }
}
process.exit() // the browser would wait for further pages
