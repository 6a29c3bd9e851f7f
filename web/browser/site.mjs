// What every journey needs: a browser, pages that notice what must not happen,
// and dates as French people write them.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

export const base = process.env.TRANSFERT_URL

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', `--disable-features=${[
    'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', // drawn for the address bar of each window, which nobody sees
    // What matters here of the list that Playwright would give, which this one replaces.
    'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'PaintHolding', 'AimEnabled', 'OptimizationHints',
  ]}`]

// Journeys are made with scripts and without, each in one of the themes: what a page looks
// like in the other one is looked at where it stands.
export const variants = [{ scripts: true, scheme: 'light' }, { scripts: false, scheme: 'dark' }]

export const named = ({ scripts, scheme }) => `scripts ${scripts ? 'on' : 'off'}, ${scheme}`

// launch starts a browser, with further flags.
export const launch = (...more) => chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: [...flags, ...more] })

let browser // that of every page of a file of journeys, each page with a profile of its own

after(async () => (await browser)?.close())

// withPage gives a page with a fresh profile, and fails on an error in its console, a
// violated policy or a request to another host, but for the one that is meant to be
// visited also; and on a lost connection unless it is meant to be.
export async function withPage({ scripts = true, scheme = 'light', width = 1280, height = 900, also = base, lost = false }, use) {
  browser ??= launch()
  const context = await (await browser).newContext({
    baseURL: base, colorScheme: scheme, reducedMotion: 'reduce', viewport: { width, height }, locale: 'fr-FR', timezoneId: 'Europe/Paris',
  })
  try {
    const page = await context.newPage()
    if (!scripts) await withoutScripts(page)
    const wrong = []
    // A refused form answers 422 and a missing page 404, which the console repeats.
    const meant = lost ? /status of 4\d\d|ERR_FAILED/ : /status of 4\d\d/
    page.on('console', (m) => m.type() === 'error' && !meant.test(m.text()) && wrong.push(m.text()))
    page.on('pageerror', (e) => wrong.push(String(e)))
    page.on('request', (r) => ![base, also, 'data:'].some((start) => r.url().startsWith(start)) && wrong.push(`request to ${r.url()}`))
    await use(page)
    assert.deepEqual(wrong, [])
  } finally {
    await context.close()
  }
}

// unfold opens what is folded on a page, so that all fields can be filled in.
export const unfold = (page) => page.locator('#contenu details').evaluateAll((all) => all.forEach((details) => { details.open = true }))

// daysAgo is a past day as people type it: 12/08/2026.
export const daysAgo = (n) => new Date(Date.now() - n * 86_400_000).toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' })

// The sessions that keep pages from running their scripts.
const scriptless = new WeakMap()

async function withoutScripts(page) {
  scriptless.set(page, await page.context().newCDPSession(page))
  await scriptless.get(page).send('Emulation.setScriptExecutionDisabled', { value: true })
}

// examined looks into a page as it stands, which needs scripts: a page without any is
// held as it is, with the rules for such pages, meanwhile.
async function examined(page, look) {
  const session = scriptless.get(page)
  await session?.send('Emulation.setScriptExecutionDisabled', { value: false })
  if (session) await page.evaluate(holdScriptless)
  await look()
  await session?.send('Emulation.setScriptExecutionDisabled', { value: true })
}

// holdScriptless makes what is meant for pages without scripts apply to this one.
function holdScriptless() {
  const walk = (rules) => [...rules].forEach((rule) => {
    if (/scripting: none/.test(rule.conditionText)) rule.media.mediaText = rule.conditionText.replace('(scripting: none)', '(min-width: 0)')
    if (rule.cssRules) walk(rule.cssRules)
  })
  for (const sheet of document.styleSheets) walk(sheet.cssRules)
}

// accessible runs axe in both themes.
export const accessible = (page, what) => examined(page, async () => {
  for (const scheme of themes) await right(page, scheme, what)
})

const themes = ['light', 'dark']

// accessibleAt runs axe on a page in one theme at its first width, in the other theme at
// its second width. What is left, each theme at the other width, is looked at where texts
// are drawn otherwise than axe has seen them in this theme.
export const accessibleAt = (page, widths, schemes, what) => examined(page, async () => {
  const at = async (i, look, scheme) => {
    await page.setViewportSize({ width: widths[i], height: 900 })
    await look(page, scheme, `${what}, ${widths[i]} px`)
  }
  await at(0, right, schemes[0])
  await at(1, right, schemes[1])
  await at(1, readable, schemes[0])
  await at(0, readable, schemes[1])
})

// right fails on what axe finds in a theme. What it cannot decide counts as wrong.
async function right(page, colorScheme, what) {
  if (!await page.evaluate(() => 'axe' in window)) {
    await page.evaluate(axe)
    await page.evaluate(rememberColours)
  }
  await page.emulateMedia({ colorScheme })
  const options = { rules: { 'color-contrast': { enabled: false } } }
  assert.deepEqual(await page.evaluate(wrong, { options }), [], `${what}, ${colorScheme}`)
  await readable(page, colorScheme, what)
}

// readable fails on weak contrasts, without what leaves them undecided, of one text of each
// way in which the page draws them. To axe an SVG is a picture: the contrast of its texts
// is measured here.
async function readable(page, colorScheme, what) {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(flatten, true)
  const include = await page.evaluateHandle(differentTexts, colorScheme)
  assert.deepEqual(await page.evaluate(wrong, { options: { runOnly: ['color-contrast'] }, include, exclude: ['svg'] }), [], `${what}, ${colorScheme}, contrast`)
  assert.deepEqual(await page.evaluate(faint), [], `${what}, ${colorScheme}, contrast in SVG`)
  await page.evaluate(flatten, false)
}

// rememberColours lets axe, in the page, read each colour once: it spends a third of its
// time on reading the same few again.
function rememberColours() {
  const { prototype } = window.axe.commons.color.Color
  const read = prototype.parseString
  const known = new Map()
  prototype.parseString = function (text) {
    const { r, g, b, alpha } = known.get(text) ?? read.call(this, text)
    known.set(text, { r, g, b, alpha })
    return Object.assign(this, { r, g, b, alpha })
  }
}

// wrong lists, in the page or some of its elements, what axe finds or cannot decide.
async function wrong({ options, include, exclude = [] }) {
  if (include?.length === 0) return []
  const context = include ? { include, exclude } : { exclude }
  const { violations, incomplete } = await window.axe.run(context, { ...options, preload: false, resultTypes: ['violations', 'incomplete'] })
  return [...violations, ...incomplete].map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

// differentTexts returns, in the page, an element for each way in which a text is drawn
// that this theme has not shown yet: in its colours, on its grounds, in its size, by its
// classes, and with what is laid over it or under it.
function differentTexts(theme) {
  window.drawnTexts ??= { light: new Set(), dark: new Set() }
  const all = [...document.querySelectorAll('body, body *')].filter((e) => e.checkVisibility({ visibilityProperty: true }))
  const layers = all.filter((e) => /absolute|fixed|sticky/.test(getComputedStyle(e).position)).map((e) => ({ e, box: e.getBoundingClientRect() }))
  const layersAt = (e) => {
    const { left, right, top, bottom } = e.getBoundingClientRect()
    return layers.filter(({ e: layer, box }) => !layer.contains(e) && !e.contains(layer) &&
      box.left < right && left < box.right && box.top < bottom && top < box.bottom).map(({ e: layer }) => layer.className)
  }
  const grounds = new Map()
  const ground = (e) => {
    if (!e) return ''
    if (!grounds.has(e)) {
      const { backgroundColor, opacity, position, clip } = getComputedStyle(e)
      grounds.set(e, `${ground(e.parentElement)} ${e.localName}.${e.className} ${backgroundColor} ${opacity} ${position} ${clip}`)
    }
    return grounds.get(e)
  }
  const drawn = (e) => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(e)
    return `${color} ${fontSize} ${fontWeight} ${textShadow} ${ground(e)} ${layersAt(e)}`
  }
  const texts = all.filter((e) => !e.closest('svg') &&
    (e.matches('input, select, textarea') || [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim())))
  return texts.filter((e) => {
    const before = window.drawnTexts[theme].size
    return window.drawnTexts[theme].add(drawn(e)).size > before
  })
}

// flatten takes away, in the page, what leaves the contrast of texts undecided, or brings
// it back: the gradients that DSFR draws borders with, the bar that lies over the page, the
// columns that scroll out of sight.
function flatten(on) {
  const plain = new CSSStyleSheet()
  plain.replaceSync(`* { background-image: none !important } *::before, *::after { content: none !important }
    .bar { position: static !important } table, table * { display: block !important }`)
  document.adoptedStyleSheets = on ? [plain] : []
}

// faint lists, in the page, the texts of SVG with less than 4.5 to 1 between their
// fill and what lies behind the image (WCAG 2.1, 1.4.3).
function faint() {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number)
  const linear = (c) => c <= 0.04045 * 255 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  const behind = (e) => {
    const colour = e ? getComputedStyle(e).backgroundColor : 'rgb(255, 255, 255)'
    return channels(colour)[3] === 0 ? behind(e.parentElement) : channels(colour)
  }
  return [...document.querySelectorAll('svg text')].filter((text) => {
    const [dark, light] = [luminance(channels(getComputedStyle(text).fill)), luminance(behind(text))].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05) < 4.5
  }).map((text) => text.textContent)
}

// contained fails when a page is wider than its window.
export async function contained(page, what) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  assert.ok(inner <= outer, `${what} is ${inner} px wide in ${outer}`)
}

// signIn enters as one of the demonstration's accounts, in place of whoever was in.
export async function signIn(page, role) {
  await signOut(page)
  await page.goto('/connexion')
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: new RegExp(`Entrer comme .*${role}`) }).click()])
}

// signOut leaves, where somebody is in.
export async function signOut(page) {
  await page.goto('/connexion')
  const leave = page.getByRole('button', { name: 'Se déconnecter' }).first()
  if (await leave.count() === 0) return
  await Promise.all([page.waitForNavigation(), leave.click()])
}
