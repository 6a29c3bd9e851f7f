// Every page kind, in both themes, on a wide and on a narrow screen: accessible,
// inside its window, and silent in the console.
import { test } from 'node:test'
import { visit } from './kinds.mjs'
import { accessible, contained, withPage } from './site.mjs'

for (const scheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`every page kind is accessible: ${scheme}, ${width} px`, () => withPage({ scheme, width }, (page) =>
      visit(page, async (kind) => {
        await contained(page, kind)
        await accessible(page, kind)
      })))
  }
}

test('nothing is cut off at 320 px', () => withPage({ width: 320 }, (page) => visit(page, (kind) => contained(page, kind))))
