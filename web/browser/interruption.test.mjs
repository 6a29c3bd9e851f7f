// What could lose what somebody types into a draft: a crash at a bad moment, an answer
// that does not come, a second page, a button pressed too soon.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAgo, signIn, unfold, withPage } from './site.mjs'

const address = (service) => `/startups/${service}/evaluation`
const field = (page, name) => page.locator(`[name="${name}"]`)
const button = (page, name) => page.getByRole('button', { name }).last()
const saying = (page, words) => page.locator('#enregistrement', { hasText: words }).waitFor({ state: 'attached' })
const unsaved = (page) => page.locator('#etat-critere-evolutions .unsaved')
const focused = (page) => page.evaluate(() => document.activeElement.name ?? document.activeElement.id)

async function opened(page, service, role = 'programme') {
  await signIn(page, role)
  await page.goto(`${address(service)}?nouvelle`)
  await unfold(page)
}

// posts lets an answer to what the page sends be lost or late: act is called with each
// request and what lets it through.
const posts = (page, act) => page.route('**/evaluation', (route) => route.request().method() === 'POST' ? act(route) : route.continue())

test('what a crash left is kept until the server has it, and each page keeps its own', () => withPage({ lost: true }, async (page) => {
  await opened(page, 'bois-clair')
  const second = await page.context().newPage()
  await second.goto(address('bois-clair'))
  await unfold(second)
  await field(page, 'evolutions.releases[0].date').fill('31/02/2026')
  await unsaved(page).waitFor()
  await field(second, 'communication.comment').fill('sur une autre page')
  await saying(second, /^Enregistré/)
  await page.close() // without asking the page, as in a crash

  let refused = 0
  await posts(second, (route) => refused++ === 0 ? route.abort() : route.continue())
  await second.reload()
  await unsaved(second).waitFor()
  assert.ok(refused > 1, 'the first try was lost')
  assert.equal(await field(second, 'evolutions.releases[0].date').inputValue(), '31/02/2026')
  assert.equal(await second.evaluate(() => localStorage.length), 1)
}))

test('an answer that is lost makes nobody clash with themselves', () => withPage({ lost: true }, async (page) => {
  await opened(page, 'registre-des-cloches')
  let answers = 0
  await posts(page, async (route) => {
    if (answers++ > 0) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await field(page, 'adoption.comment').fill('Un début')
  await saying(page, 'Pas de réponse')
  await field(page, 'adoption.comment').fill('Un début, et la suite')
  await saying(page, /^Enregistré à\s\d\d:\d\d\.$/)
  assert.equal(await page.locator('.clash').count(), 0)
  await page.reload()
  assert.equal(await field(page, 'adoption.comment').inputValue(), 'Un début, et la suite')
}))

test('saving something else does not settle a clash', () => withPage({}, (mine) => withPage({}, async (other) => {
  const service = 'velo-des-neiges'
  await opened(mine, service)
  await opened(other, service, 'coach')
  await field(other, 'communication.comment').fill('de quelqu’un d’autre')
  await saying(other, /^Enregistré/)
  await field(mine, 'communication.comment').fill('de moi')
  await field(mine, 'user_tests.feedback_channel').focus()
  await mine.locator('.clash').waitFor()
  await field(mine, 'user_tests.feedback_channel').press('Enter')
  await mine.locator('.clash__news:focus').waitFor()
  await button(mine, 'Relire et signer').click()
  await saying(mine, /sauf\s:\s«\sCommunication\s»/)
  await other.reload()
  assert.equal(await field(other, 'communication.comment').inputValue(), 'de quelqu’un d’autre')
  await mine.locator('[name="pick.communication.0"][value="mine"] + label').click()
  await button(mine, 'Enregistrer ces choix').click()
  await mine.locator('#critere-communication:focus').waitFor()
  assert.equal(await field(mine, 'communication.comment').inputValue(), 'de moi')
})))

test('buttons pressed and words typed while the server answers all count', () => withPage({}, async (page) => {
  await opened(page, 'registre-des-cloches')
  const rows = () => page.locator('#user_tests-sessions .fact').count()
  const before = await rows()
  await field(page, `user_tests.sessions[${before - 1}].date`).fill(daysAgo(8))
  let release
  const held = new Promise((done) => { release = done })
  await posts(page, async (route) => {
    await held
    await route.continue()
  })
  await button(page, 'Ajouter une séance').click()
  await button(page, 'Ajouter une évolution').click()
  await field(page, 'adoption.comment').fill('Tapé pendant ce temps')
  release()
  await page.locator('#user_tests-sessions .fact').nth(before).waitFor()
  assert.equal(await rows(), before + 1)
  assert.equal(await focused(page), 'adoption.comment', 'nobody is taken away from where they type')
  assert.equal(await field(page, 'adoption.comment').inputValue(), 'Tapé pendant ce temps')

  await field(page, 'user_tests.feedback_channel').fill('Entretiens')
  await field(page, 'user_tests.feedback_channel').press('Enter')
  await page.locator('#nouvelles', { hasText: 'Brouillon enregistré' }).waitFor()
  assert.equal(await focused(page), 'user_tests.feedback_channel', 'the Enter key leaves the focus where it is')
}))

test('imported facts wait until somebody has looked at them', () => withPage({}, async (page) => {
  const service = 'tout-le-monde-sur-le-pont'
  await opened(page, service)
  await page.goto(`${address(service)}/import`)
  await field(page, 'list').selectOption({ label: 'Séances de test' })
  await field(page, 'rows').fill(daysAgo(33))
  await Promise.all([page.waitForNavigation(), button(page, 'Ajouter ces lignes au brouillon').click()])
  const sent = []
  page.on('request', (r) => r.method() === 'POST' && sent.push(r.url()))
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.locator('#faits-importes').waitFor()
  assert.deepEqual(sent, [])
  await button(page, 'Enregistrer').click()
  await saying(page, /^Enregistré à/)
}))
