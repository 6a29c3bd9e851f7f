// The simulation of the home page gives a verdict and stores nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAgo, named, variants, withPage } from './site.mjs'

for (const variant of variants) {
  test(`a visitor simulates a verdict: ${named(variant)}`, () => withPage(variant, async (page) => {
    await page.goto('/')
    const before = await (await page.request.get('/export/classements.csv')).text()
    await page.locator('[name="communication.answer"][value="yes"] + label').click()
    await page.locator('[name="communication.actions[0].date"]').fill(daysAgo(10))
    // Enter in a field asks for the verdict; it never removes a row.
    await page.locator('[name="communication.actions[0].title"]').press('Enter')
    await page.locator('#verdict:focus').waitFor()
    assert.match(await page.locator('#verdict').innerText(), /Non établi/)
    assert.match(await page.locator('#verdict').innerText(), /Partenariats passés.*Réalisations/s)
    assert.equal(await page.locator('[name="communication.actions[0].date"]').inputValue(), daysAgo(10))
    await page.getByRole('button', { name: /Retirer.*action du/i }).click()
    await page.locator('[name="communication.actions[0].date"][value=""]').waitFor()
    assert.equal(await (await page.request.get('/export/classements.csv')).text(), before)
  }))
}

test('a field that was left says what is wrong with it, and no field while one types in it', () => withPage({}, async (page) => {
  await page.goto('/')
  const date = page.locator('[name="communication.actions[0].date"]')
  await date.pressSequentially('31/02/2026')
  const judged = page.waitForResponse((r) => r.request().method() === 'POST')
  await page.keyboard.press('Tab')
  await judged
  await page.locator('#communication-actions-0-date[aria-invalid="true"]').waitFor()
  const told = await date.evaluate((e) => document.getElementById(e.getAttribute('aria-describedby')).textContent)
  assert.match(told, /date n’existe pas/)
  assert.match(await page.locator('#alerte').textContent(), /date n’existe pas/)
  await date.fill(daysAgo(10))
  assert.equal(await date.getAttribute('aria-invalid'), null)
}))

test('the choice of a theme needs no script and lasts', () => withPage({ scripts: false }, async (page) => {
  await page.goto('/startups')
  await page.getByRole('button', { name: 'Affichage' }).first().click()
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Thème sombre' }).click()])
  assert.ok(page.url().endsWith('/startups'))
  assert.equal(await page.locator('html').getAttribute('data-fr-theme'), 'dark')
}))
