// The draft as people fill it in: it saves itself, survives a lost connection and a
// crash, and nobody overwrites anybody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, contained, daysAgo, signIn, signOut, unfold, withPage } from './site.mjs'

const address = (service) => `/startups/${service}/evaluation`
const field = (page, name) => page.locator(`[name="${name}"]`)
const choose = (page, name, value) => page.locator(`[name="${name}"][value="${value}"] + label`).click()
const said = (page) => page.locator('#enregistrement').innerText()
const announced = (page) => page.locator('#annonce').innerText()
const saves = (page) => page.waitForResponse((r) => r.request().method() === 'POST' && r.url().endsWith('/evaluation'))

// saying waits until the page says it.
const saying = (page, words, where = '#enregistrement') => page.locator(where, { hasText: words }).waitFor({ state: 'attached' })

async function opened(page, role, service) {
  await signIn(page, role)
  await page.goto(address(service))
  await unfold(page)
}

test('what is chosen and typed saves itself, and the verdict follows', () => withPage({}, async (page) => {
  await opened(page, 'coach', 'fil-a-plomb')
  let underWay = 0
  let most = 0
  page.on('request', (r) => r.method() === 'POST' && (most = Math.max(most, ++underWay)))
  page.on('response', (r) => r.request().method() === 'POST' && underWay--)

  const from = Date.now()
  await choose(page, 'adoption.answer', 'no')
  await page.locator('#verdict', { hasText: /Signé aujourd’hui\s: «\sPartenariats passés/ }).waitFor()
  console.log(`# the verdict follows a choice in ${Date.now() - from} ms`)
  assert.match(await said(page), /^Enregistré à\s\d\d:\d\d\.$/)
  assert.match(await announced(page), /Enregistré/, 'what changed is announced')

  await field(page, 'communication.comment').fill('Une infolettre par mois.')
  await choose(page, 'communication.answer', 'yes')
  await page.getByRole('button', { name: 'Ajouter une action' }).click()
  await page.locator('[name="communication.actions[0].date"]:focus').waitFor()
  await page.keyboard.type(daysAgo(12))
  await saves(page)
  await saying(page, 'Enregistré')
  assert.equal(most, 1, 'one request at a time')
  await page.locator('#verdict h2', { hasText: /1 critère sur 6 rempli/ }).waitFor()

  await page.reload()
  assert.equal(await field(page, 'communication.comment').inputValue(), 'Une infolettre par mois.')
  assert.equal(await field(page, 'communication.actions[0].date').inputValue(), daysAgo(12))
}))

test('what is not finished is kept in the browser, and leaving warns', () => withPage({}, async (page) => {
  await opened(page, 'coach', 'fil-a-plomb')
  await field(page, 'user_tests.feedback_channel').fill('Entretiens')
  await field(page, 'user_tests.sessions[0].date').fill('31/02/2026')
  await saying(page, 'Retours et tests utilisateurs')
  await page.locator('#etat-critere-user_tests a').click()
  assert.equal(await page.locator(':focus').getAttribute('name'), 'user_tests.sessions[0].date')
  assert.equal(await page.locator(':focus').getAttribute('aria-invalid'), null, 'nothing turns red while one types')

  let warned = false
  page.once('dialog', (dialog) => {
    warned = dialog.type() === 'beforeunload'
    return dialog.accept()
  })
  await page.goto('/')
  assert.ok(warned, 'leaving with something unsaved warns')

  await Promise.all([saves(page), page.goto(address('fil-a-plomb'))])
  await saying(page, 'ont été retrouvées', '#nouvelles')
  assert.equal(await field(page, 'user_tests.sessions[0].date').inputValue(), '31/02/2026')
  assert.equal(await field(page, 'user_tests.feedback_channel').inputValue(), 'Entretiens')

  await page.getByRole('button', { name: 'Enregistrer' }).last().click()
  await page.locator('#erreurs:focus').waitFor()
  assert.equal(await field(page, 'user_tests.sessions[0].date').getAttribute('aria-invalid'), 'true')
  await accessible(page, 'a refused draft')
  await field(page, 'user_tests.sessions[0].date').fill(daysAgo(20))
  assert.equal(await field(page, 'user_tests.sessions[0].date').getAttribute('aria-invalid'), null)
  await page.locator('#enregistrement', { hasText: 'sauf' }).waitFor({ state: 'detached' })
  await page.goto('/') // without a warning, which withPage would not answer
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing stays in the browser')
}))

test('a lost connection is told, and made up for', () => withPage({ lost: true }, async (page) => {
  await opened(page, 'coach', 'grain-de-sel')
  await page.route('**/evaluation', (route) => route.abort())
  await field(page, 'open_source.licence').fill('MIT')
  await saying(page, 'Pas de réponse du serveur')
  assert.match(await announced(page), /gardées dans ce navigateur/)
  await page.unroute('**/evaluation')
  await saying(page, 'Connexion rétablie', '#annonce')
  assert.match(await said(page), /^Enregistré/)
  await page.reload()
  assert.equal(await field(page, 'open_source.licence').inputValue(), 'MIT')
}))

test('a session that ended is told, and what was typed is saved after signing in again', () => withPage({}, async (page) => {
  await opened(page, 'coach', 'grain-de-sel')
  const elsewhere = await page.context().newPage()
  await signOut(elsewhere)
  await field(page, 'adoption.comment').fill('Tapé sans session')
  await saying(page, 'Votre session a pris fin')
  await signIn(elsewhere, 'coach')
  await saying(page, 'Connexion rétablie', '#annonce')
  assert.match(await said(page), /^Enregistré à\s\d\d:\d\d\.$/)
  await page.reload()
  assert.equal(await field(page, 'adoption.comment').inputValue(), 'Tapé sans session')
}))

test('a crash of the tab loses nothing', () => withPage({ lost: true }, async (page) => {
  await opened(page, 'coach', 'grain-de-sel')
  await page.route('**/evaluation', (route) => route.abort())
  await field(page, 'adoption.comment').fill('Tapé juste avant la panne')
  const again = await page.context().newPage()
  await page.close() // without asking the page, as in a crash
  await Promise.all([saves(again), again.goto(address('grain-de-sel'))])
  await saying(again, 'ont été retrouvées', '#nouvelles')
  assert.equal(await field(again, 'adoption.comment').inputValue(), 'Tapé juste avant la panne')
  await again.reload()
  assert.equal(await field(again, 'adoption.comment').inputValue(), 'Tapé juste avant la panne')
  assert.equal(await again.locator('#nouvelles .fr-alert').count(), 0)
}))

test('two people fill in one draft', () => withPage({}, (coach) => withPage({}, async (programme) => {
  await opened(coach, 'coach', 'marche-du-lundi')
  await opened(programme, 'programme', 'marche-du-lundi')
  assert.match(await programme.locator('#personnes').innerText(), /Camille Durand \(page ouverte/)

  await field(coach, 'adoption.comment').fill('du coach')
  await Promise.all([saves(coach), saving(coach)])
  await field(programme, 'communication.comment').fill('du programme')
  await Promise.all([saves(programme), saving(programme)])
  await saying(programme, /Camille Durand.*dernier enregistrement/, '#personnes')
  assert.equal(await field(programme, 'adoption.comment').inputValue(), 'du coach', 'what the other saved arrives by itself')

  await field(coach, 'communication.comment').fill('du coach aussi')
  await coach.locator('.clash__news:focus').waitFor()
  assert.match(await coach.locator('.clash').innerText(), /Sacha Morel l’a enregistrée.*du coach aussi.*du programme/s)
  await contained(coach, 'a clash')
  await accessible(coach, 'a clash')
  await field(coach, 'open_source.licence').fill('MIT') // the rest of the form goes on
  await saves(coach)
  await coach.locator('[name="pick.communication.0"][value="theirs"] + label').click()
  await coach.getByRole('button', { name: 'Enregistrer ces choix' }).click()
  await coach.locator('.clash').waitFor({ state: 'detached' })
  assert.equal(await field(coach, 'communication.comment').inputValue(), 'du programme')
  await coach.reload()
  assert.equal(await field(coach, 'open_source.licence').inputValue(), 'MIT')
})))

test('a draft that somebody signed meanwhile takes nothing more, and loses nothing', () => withPage({}, (coach) => withPage({}, async (programme) => {
  await opened(coach, 'coach', 'marche-du-lundi')
  await opened(programme, 'programme', 'marche-du-lundi')
  await choose(programme, 'adoption.answer', 'no')
  await choose(programme, 'trajectory.kind', 'undecided')
  await programme.getByRole('button', { name: 'Relire et signer' }).last().click()
  await programme.waitForURL('**/signature')
  await Promise.all([programme.waitForURL('**/evaluations/*'), programme.getByRole('button', { name: 'Signer l’évaluation' }).click()])

  await field(coach, 'evolutions.comment').fill('Tapé après la signature')
  await saying(coach, 'L’évaluation a été signée pendant que vous la remplissiez', '#nouvelles')
  assert.match(await said(coach), /^Non enregistré/)
  assert.equal(await field(coach, 'evolutions.comment').inputValue(), 'Tapé après la signature')
  await accessible(coach, 'a draft that was signed meanwhile')
  await coach.getByRole('button', { name: 'Ouvrir un nouveau brouillon avec ma saisie' }).last().click()
  await saying(coach, 'Brouillon enregistré', '#nouvelles')
  await field(coach, 'evolutions.comment').fill('Tapé après la signature, et ensuite')
  await Promise.all([saves(coach), saving(coach)])
  await saying(coach, /^Enregistré à\s\d\d:\d\d\.$/)
  await coach.reload()
  assert.equal(await field(coach, 'evolutions.comment').inputValue(), 'Tapé après la signature, et ensuite')
  assert.match(await coach.locator('#comparaison').innerText(), /Comparer avec l’évaluation signée/)
})))

// saving leaves the field, so that what was typed in it is sent soon.
const saving = (page) => page.keyboard.press('Tab')

test('two people fill in one criterion without scripts', () => withPage({ scripts: false }, (coach) => withPage({ scripts: false }, async (programme) => {
  const service = 'sous-bois'
  const save = (page) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Enregistrer' }).last().click()])
  await opened(coach, 'coach', service)
  await opened(programme, 'programme', service)
  const before = await field(coach, 'user_tests.feedback_channel').inputValue()
  await field(programme, 'user_tests.feedback_channel').fill(`Entretiens`)
  await save(programme)
  await field(coach, 'user_tests.feedback_channel').fill(`Formulaire`)
  await field(coach, 'user_tests.comment').fill(`Deux lignes,\nà garder`)
  await field(coach, 'adoption.comment').fill(`Pas en cause`)
  const [refused] = await save(coach)
  assert.equal(refused.status(), 409)
  assert.ok(await coach.locator('.clash__news').evaluate((e) => e === document.activeElement), 'the clash has the focus')
  assert.match(await coach.locator('.clash').innerText(), new RegExp(`Formulaire.*Entretiens`, 's'))
  assert.notEqual(before, `Entretiens`)
  await contained(coach, 'a clash')
  await coach.locator('[name="pick.user_tests.0"][value="theirs"] + label').click()
  await Promise.all([coach.waitForNavigation(), coach.getByRole('button', { name: 'Enregistrer ces choix' }).click()])
  assert.equal(await field(coach, 'user_tests.feedback_channel').inputValue(), `Entretiens`)
  assert.equal(await field(coach, 'user_tests.comment').inputValue(), `Deux lignes,\nà garder`)
  assert.equal(await field(coach, 'adoption.comment').inputValue(), `Pas en cause`)
})))
