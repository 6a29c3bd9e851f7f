// What becomes of a form that is left, or sent twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAgo, signIn, unfold, withPage } from './site.mjs'

const address = (service) => `/startups/${service}/evaluation`
const field = (page, name) => page.locator(`[name="${name}"]`)
const button = (page, name) => page.getByRole('button', { name, exact: true }).last()
const saying = (page, words) => page.locator('#enregistrement', { hasText: words }).waitFor({ state: 'attached' })

// stored is what a browser that knows nothing finds in a field of a draft.
async function stored(service, name) {
  let value
  await withPage({ scripts: false }, async (page) => {
    await signIn(page, 'programme')
    await page.goto(address(service))
    value = await field(page, name).inputValue()
  })
  return value
}

test('what is typed just before the page is left is saved, and no question is asked', () => withPage({}, async (page) => {
  const service = 'conte-ton-quartier'
  await signIn(page, 'programme')
  await page.goto(`${address(service)}?nouvelle`)
  await unfold(page)
  page.on('dialog', (dialog) => assert.fail(dialog.message()))
  await field(page, 'communication.comment').fill('Tapé au dernier moment')
  await page.goto('/accessibilite')
  let found
  for (let i = 0; i < 20 && found !== 'Tapé au dernier moment'; i++) found = await stored(service, 'communication.comment')
  assert.equal(found, 'Tapé au dernier moment')
  await page.goto(address(service))
  await saying(page, /^Enregistré/)
  assert.equal(await page.locator('.clash').count(), 0)
}))

for (const [choice, kept] of [['Jeter', ''], ['Reprendre', daysAgo(33)]]) {
  test(`an import that was left without saving waits for an answer: ${choice}`, () => withPage({}, async (page) => {
    const service = 'juste-mesure'
    await signIn(page, 'programme')
    await page.goto(`${address(service)}/import`)
    await field(page, 'list').selectOption({ label: 'Séances de test' })
    await field(page, 'rows').fill(daysAgo(33))
    await Promise.all([page.waitForNavigation(), button(page, 'Ajouter ces lignes au brouillon').click()])
    const left = await page.context().newPage()
    await page.close() // without asking the page, as in a crash
    const sent = []
    left.on('request', (r) => r.method() === 'POST' && sent.push(r.postData()))
    await left.goto(address(service))
    await button(left, choice).waitFor()
    assert.deepEqual(sent, [])
    await button(left, choice).click()
    await left.locator('#import-garde').waitFor({ state: 'hidden' })
    if (kept) await left.locator('#nouvelles', { hasText: 'ont été retrouvées' }).waitFor()
    assert.equal(await field(left, 'user_tests.sessions[0].date').inputValue(), kept)
    assert.equal(await stored(service, 'user_tests.sessions[0].date'), kept)
    assert.equal(await left.evaluate(() => localStorage.length), 0)
  }))
}

test('a person is told that the other version is theirs, from another tab', () => withPage({}, async (page) => {
  const service = 'conte-ton-quartier'
  await signIn(page, 'programme')
  await page.goto(address(service))
  const other = await page.context().newPage()
  await other.goto(address(service))
  await unfold(page)
  await unfold(other)
  await field(other, 'communication.comment').fill('dans un onglet')
  await Promise.all([other.waitForResponse((r) => r.request().method() === 'POST'), other.keyboard.press('Tab')])
  await field(page, 'communication.comment').fill('dans l’autre')
  await field(page, 'user_tests.feedback_channel').focus()
  await page.locator('.clash', { hasText: /Vous l’avez enregistrée .*, dans un autre onglet\./ }).waitFor()
}))

test('a button is off while its form is sent', () => withPage({}, async (page) => {
  await signIn(page, 'programme')
  await page.goto('/administration/comptes')
  await field(page, 'email').fill('deux.clics@exemple.gouv.fr')
  await field(page, 'name').fill('Nour Ben Ali')
  await page.locator('[name="role"][value="programme"] + label').click()
  await page.evaluate(() => addEventListener('submit', ({ submitter }) => setTimeout(() => console.log(`off: ${submitter.disabled}`))))
  const told = page.waitForEvent('console')
  await button(page, 'Ajouter le compte').click()
  assert.equal((await told).text(), 'off: true')
  await page.locator('.fr-alert--success').waitFor()
}))
