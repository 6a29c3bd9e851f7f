// Facts that come into a draft from elsewhere: rows of a spreadsheet, a file, the last
// signed assessment.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { press } from './keys.mjs'
import { accessible, contained, daysAgo, named, signIn, variants, unfold, withPage } from './site.mjs'

const address = (service) => `/startups/${service}/evaluation`
const field = (page, name) => page.locator(`[name="${name}"]`)
const click = (page, label) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: label }).last().click()]).then(([answer]) => answer)
const save = async (page) => {
  await page.getByRole('button', { name: 'Enregistrer' }).last().click()
  await saved(page)
}
const saved = (page) => page.locator('#nouvelles .fr-alert--success', { hasText: 'Brouillon enregistré' }).waitFor()

// Services that nobody has assessed, one for each variant.
const services = ['nid-d-hirondelle', 'pierre-qui-roule']

variants.forEach((variant, n) => {
  const service = services[n]
  test(`rows are pasted, mended and saved: ${named(variant)}`, () => withPage(variant, async (page) => {
    await signIn(page, 'programme')
    await page.goto(address(service))
    await page.getByRole('link', { name: 'Importer d’un tableur' }).click()
    await page.waitForURL('**/import')
    const rows = ['Participants\tDate\tNotes', `5\t${daysAgo(30)}\ten visio`, '6\t31/02/2026\t', '', `sept\t${daysAgo(140)}\t`, `\t${daysAgo(250)}\t`]
    await field(page, 'list').selectOption({ label: 'Séances de test' })
    await field(page, 'rows').fill(rows.join('\n'))
    assert.equal((await click(page, 'Ajouter ces lignes au brouillon')).status(), 422)
    const wrong = page.locator('#erreurs li')
    assert.deepEqual((await wrong.allInnerTexts()).map((text) => text.slice(0, 7)), ['Ligne 3', 'Ligne 5'])
    assert.equal(await field(page, 'rows').inputValue(), rows.join('\n'))
    assert.equal(await field(page, 'list').inputValue(), 'user_tests.sessions')
    await accessible(page, 'wrong rows')

    await wrong.first().locator('a').click()
    assert.equal(await page.locator(':focus').getAttribute('name'), 'rows')
    await field(page, 'rows').fill(rows.join('\n').replace('31/02/2026', daysAgo(60)).replace('sept', '7'))
    assert.equal((await click(page, 'Ajouter ces lignes au brouillon')).status(), 200)
    assert.match(await page.locator('#faits-importes').innerText(), /^4 lignes sont ajoutées aux séances de test\. Colonnes laissées de côté\s: «\sNotes\s»\. Relisez/)
    assert.equal(await field(page, 'user_tests.sessions[2].participants').inputValue(), '7')
    await contained(page, 'a draft with pasted rows')
    await save(page)

    await page.goto(`${address(service)}/import`)
    await field(page, 'list').selectOption({ label: 'Séances de test' })
    const file = `Date;Participants\r\n${daysAgo(30)};5\r\n${daysAgo(200)};9\r\n`
    await field(page, 'rows_file').setInputFiles({ name: 'tests.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
    await click(page, 'Ajouter ces lignes au brouillon')
    assert.match(await page.locator('#faits-importes').innerText(), /^Une ligne est ajoutée aux séances de test\. Une ligne y était déjà\./)
    await save(page)
    assert.equal(await field(page, 'user_tests.sessions[4].participants').inputValue(), '9')
  }))

  test(`a file of facts is opened, mended and saved: ${named(variant)}`, () => withPage(variant, async (page) => {
    const open = async (text) => {
      await page.goto(`${address(service)}/import`)
      await field(page, 'facts_file').setInputFiles({ name: 'faits.json', mimeType: 'application/json', buffer: Buffer.from(text) })
      return (await click(page, 'Ouvrir ce fichier')).status()
    }
    await signIn(page, 'programme')
    const facts = '{\n "communication": {"answer": "yes",\n  "actions": [{"date": "2026-02-30", "title": "Bilan"}]}\n}'
    assert.equal(await open(facts), 422)
    assert.match(await page.locator('#erreurs li').innerText(), /^Ligne 3, Communication[^:]*, action 1, date\s: cette date n’existe pas/)
    assert.equal(await open(facts.replace('2026-02-30', '2026-02-28')), 200)
    assert.match(await page.locator('#faits-importes').innerText(), /remplacent celles du brouillon/)
    assert.equal(await field(page, 'communication.actions[0].date').inputValue(), '28/02/2026')
    await save(page)
    await page.reload()
    assert.equal(await field(page, 'communication.actions[0].title').inputValue(), 'Bilan')
  }))
})

for (const scripts of [true, false]) {
  test(`a row that was removed is taken back by keyboard: scripts ${scripts ? 'on' : 'off'}`, () => withPage({ scripts }, async (page) => {
    const main = page.locator('#contenu')
    await signIn(page, 'programme')
    await page.goto(address('relais-moulin')) // of which nobody else edits the draft
    await unfold(page)
    const date = await field(page, 'user_tests.sessions[0].date').inputValue()
    const rows = await main.locator('#user_tests-sessions .fact').count()
    await press(page, main.locator('button[value="remove:user_tests.sessions[0]"]'), 'Enter', !scripts)
    const undo = page.locator('#user_tests-sessions .removal button:focus')
    await undo.waitFor()
    assert.equal(await main.locator('#user_tests-sessions .fact').count(), rows - 1)
    await contained(page, 'a row that was removed')
    await Promise.all([scripts || page.waitForNavigation(), page.keyboard.press('Enter')])
    const back = page.locator(`[name="user_tests.sessions[${rows - 2}].date"]:focus`)
    await back.waitFor()
    assert.equal(await back.inputValue(), date)
    assert.equal(await page.locator('.removal').count(), 0)
    await press(page, main.getByRole('button', { name: 'Enregistrer' }).last(), 'Enter', !scripts)
    await saved(page)
  }))
}
