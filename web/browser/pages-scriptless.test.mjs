// Every page kind as a browser without scripts shows it, and as somebody sees it who
// enlarges the page to 400 %: 320 px are left of 1280.
import { test } from 'node:test'
import { visit } from './kinds.mjs'
import { examine } from './pages.mjs'
import { contained, withPage } from './site.mjs'

examine(false)

test('nothing is cut off at 320 px', () => withPage({ width: 320 }, (page) => visit(page, (kind) => contained(page, kind))))
