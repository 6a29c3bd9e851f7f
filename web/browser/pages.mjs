// Every page kind, in both themes, on a wide and on a narrow screen: accessible, inside
// its window, in order and silent in the console.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { visit } from './kinds.mjs'
import { accessible, contained, withPage } from './site.mjs'

// examine looks at all page kinds, with scripts or without.
export function examine(scripts) {
  let seen = 0
  for (const width of [1280, 360]) {
    test(`every page kind is accessible: scripts ${scripts ? 'on' : 'off'}, ${width} px`, () => withPage({ scripts, width }, (page) =>
      visit(page, async (kind) => {
        await contained(page, kind)
        assert.deepEqual(await page.evaluate(disorder), [], kind)
        await accessible(page, kind)
        seen++
      })))
  }
  after(() => console.log(`# ${seen} pages examined in both themes, scripts ${scripts ? 'on' : 'off'}`))
}

// disorder lists, in the page, what is wrong with its headings, ids, language and
// references between elements.
function disorder() {
  const wrong = []
  const all = (selector) => [...document.querySelectorAll(selector)]
  let level = 0
  for (const heading of all('h1, h2, h3, h4, h5, h6').filter((h) => h.checkVisibility())) {
    const next = Number(heading.tagName[1])
    if (next > level + 1) wrong.push(`h${level} is followed by ${heading.tagName} ${heading.textContent}`)
    level = next
  }
  if (all('h1').length !== 1) wrong.push(`${all('h1').length} h1`)
  if (document.documentElement.lang !== 'fr') wrong.push('the language is not told')
  const ids = all('[id]').map((e) => e.id)
  wrong.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two ids ${id}`))
  for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
    for (const e of all(`[${name}]`)) {
      wrong.push(...e.getAttribute(name).split(/\s+/).filter((id) => !document.getElementById(id)).map((id) => `${name} leads to no ${id}`))
    }
  }
  wrong.push(...all('a[href^="#"]').filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map((a) => `nothing at ${a.hash}`))
  wrong.push(...all('[aria-invalid=true]').filter((e) => !e.getAttribute('aria-describedby')).map((e) => `nothing says what is wrong with ${e.name}`))
  return wrong
}
