// « Et si… »: from an assessment that is about to lapse, tests are planned, and the
// day on which it lapses moves. What is shared shows the same to whoever opens it.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { accessible, contained, daysAgo, signIn, withPage } from './site.mjs'

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']

// The days that a sentence names: 1er mars 2027.
const days = (text) => [...text.matchAll(/(\d+)(?:er)?\s(\p{L}+)\s(\d{4})/gu)].map(([, d, m, y]) => new Date(Date.UTC(y, months.indexOf(m), d)))

for (const scripts of [true, false]) {
  test(`planned tests move the day on which a verdict lapses: scripts ${scripts ? 'on' : 'off'}`, async () => {
    let shared, headline
    await withPage({ scripts }, async (page) => {
      const press = (label) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: label }).last().click()])
      await signIn(page, 'coach')
      const before = await (await page.request.get('/export/faits.jsonl')).text()
      await page.goto('/startups/phare.ouvert')
      await page.getByRole('link', { name: 'Lire l’évaluation complète' }).click()
      await page.getByRole('link', { name: /^Et si…/ }).click()
      await page.waitForURL('**/et-si')
      assert.match(await page.locator('.fr-text--lead').innerText(), /Rien n’est enregistré/)

      await press('Ajouter des tests prévus')
      headline = await page.locator('#comparaison-titre').innerText()
      const [then, now] = days(headline)
      assert.ok(then > now, headline)
      assert.match(await page.locator('tbody').innerText(), /plus tard/i)
      assert.match(await page.locator('#contenu').innerText(), /Ajouté\s: séance du/)
      shared = page.url()

      await page.locator('[name="communication.answer"][value="no"] + label').click()
      await press('Voir le verdict')
      assert.match(await page.locator('#comparaison-titre').innerText(), /ce serait «\sPartenariats passés\s»/)

      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Télécharger ces faits' }).click()])
      const facts = await readFile(await file.path())
      assert.equal(JSON.parse(facts).communication.answer, 'no')
      await page.goto(shared)
      await page.locator('#ouvrir summary').click()
      await page.locator('[name="fichier"]').setInputFiles({ name: 'faits.json', mimeType: 'application/json', buffer: facts })
      await press('Ouvrir ce fichier')
      assert.equal(await page.locator('[name="communication.answer"]:checked').getAttribute('value'), 'no')
      assert.equal(await (await page.request.get('/export/faits.jsonl')).text(), before)
    })
    for (const width of [1280, 360]) {
      await withPage({ scripts, width }, async (page) => {
        await page.goto(shared)
        assert.equal(await page.locator('#comparaison-titre').innerText(), headline)
        await contained(page, 'what was shared')
        if (scripts) await accessible(page, 'what was shared')
      })
    }
  })
}

test('« Et si… » is asked by keyboard', () => withPage({}, async (page) => {
  await page.goto('/startups/phare.ouvert')
  await reach(page, /^Et si…/)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  await reach(page, /^Ajouter des évolutions prévues/)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  assert.equal(await page.evaluate(() => document.activeElement.id), 'comparaison-titre', 'the comparison has the focus')
  // Enter in a field asks for the verdict, although other buttons stand above it.
  await page.locator('[name="as_of"]').focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(daysAgo(-60))
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  assert.equal(await page.locator('[name="as_of"]').inputValue(), daysAgo(-60))
  await reach(page, /^Juger au/)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  assert.equal(await page.locator('#a-venir').count(), 0)
}))

// reach goes from stop to stop until something that is called so has the focus.
async function reach(page, name) {
  for (let stops = 0; stops < 200; stops++) {
    await page.keyboard.press('Tab')
    if (name.test(await page.evaluate(() => document.activeElement.innerText.trim()))) return
  }
  assert.fail(`${name} is not reached`)
}
