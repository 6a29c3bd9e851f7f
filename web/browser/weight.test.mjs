// How much a page weighs: what comes over the wire the first time that somebody opens it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, signIn, withPage } from './site.mjs'

const kilobyte = 1000

// weigh opens a page in a browser that has nothing of the site yet, and adds up by kind
// what comes, compressed as it comes.
async function weigh(page, path) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  const kinds = new Map()
  const bytes = { Document: 0, Stylesheet: 0, Script: 0, Font: 0, Other: 0 }
  const elsewhere = []
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, type in bytes ? type : 'Other')
    if (!response.url.startsWith(base) && !response.url.startsWith('data:')) elsewhere.push(response.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { bytes[kinds.get(requestId)] += encodedDataLength })
  await page.goto(path, { waitUntil: 'networkidle' })
  await session.detach()
  const besidesFonts = bytes.Document + bytes.Stylesheet + bytes.Script + bytes.Other
  console.log(`# ${path}: ${(besidesFonts / kilobyte).toFixed(1)} kB besides ${(bytes.Font / kilobyte).toFixed(0)} kB of fonts ` +
    `(page ${(bytes.Document / kilobyte).toFixed(1)}, styles ${(bytes.Stylesheet / kilobyte).toFixed(1)}, scripts ${(bytes.Script / kilobyte).toFixed(1)})`)
  return { ...bytes, besidesFonts, elsewhere }
}

test('the first view of the home page is light', () => withPage({}, async (page) => {
  const weight = await weigh(page, '/')
  assert.ok(weight.besidesFonts <= 45 * kilobyte, `${weight.besidesFonts} bytes besides the fonts`)
  assert.ok(weight.Script <= 5 * kilobyte, `${weight.Script} bytes of scripts`)
  assert.ok(weight.Script > 0 && weight.Stylesheet > 0 && weight.Font > 0, 'everything is weighed')
  assert.deepEqual(weight.elsewhere, [], 'nothing comes from another host')
}))

test('so are the other pages', () => withPage({}, async (page) => {
  await signIn(page, 'programme')
  for (const path of ['/startups', '/startups/carnet-de-quai', '/startups/archives-au-clair/evaluation', '/a-faire']) {
    const weight = await weigh(page, path)
    assert.ok(weight.besidesFonts <= 50 * kilobyte, `${path}: ${weight.besidesFonts} bytes besides the fonts`)
    assert.deepEqual(weight.elsewhere, [], path)
  }
}))
