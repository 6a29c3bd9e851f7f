// Signing in and out where a provider vouches for people, under the policies that
// the browser enforces: cookies, redirects, where a form may lead.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { named, variants, withPage } from './site.mjs'

const provider = process.env.PROVIDER_URL

variants.forEach((variant) => {
  test(`a coach signs in with the provider, and out of it: ${named(variant)}`, () => withPage({ ...variant, also: provider }, async (page) => {
    await page.goto('/a-faire')
    assert.match(page.url(), /\/connexion\?retour=%2Fa-faire$/)
    await Promise.all([page.waitForURL('**/a-faire'), page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click()])
    assert.match(await page.locator('header').innerText(), /Camille Durand, coach/)
    const session = (await page.context().cookies()).find((c) => c.name === '__Host-session')
    assert.ok(session.httpOnly && session.secure && session.sameSite === 'Lax' && session.path === '/')

    const left = page.waitForRequest((r) => r.url().startsWith(provider) && r.url().includes('id_token_hint='))
    await page.getByRole('button', { name: 'Se déconnecter' }).first().click()
    await left
    await page.waitForURL(/\/connexion/)
    await page.goto('/a-faire')
    assert.match(page.url(), /\/connexion\?retour=/)
  }))
})
