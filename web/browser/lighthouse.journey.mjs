// Lighthouse on the pages that most people open, as a phone on a slow network sees them:
// the median of five runs each, which is known once three of them agree. What depends on
// the page alone is asked once: only how quickly it appears differs from run to run.
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import lighthouse from 'lighthouse'
import { base, launch, signIn, withPage } from './site.mjs'

const pages = ['/', '/startups', '/startups/carnet-de-quai', '/startups/archives-au-clair/evaluation']
const floors = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 }
const majority = 3 // of five

// What the score of performance is made of.
const metrics = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']

// Pages here are whole once they are loaded: there is less to wait for than Lighthouse
// thinks. Nobody looks at its report, which the picture of the page is for.
const settings = { pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 200, cpuQuietThresholdMs: 200, disableFullPageScreenshot: true }

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

// freePort is one that nobody listens on.
const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => found(port))
  })
})

test('Lighthouse finds nothing to say', async () => {
  const port = await freePort()
  const browser = await launch(`--remote-debugging-port=${port}`)
  try {
    const extraHeaders = { Cookie: await entered() }
    const audited = []
    for (const path of pages) {
      const results = []
      const quick = () => results.filter((lhr) => Math.round(100 * lhr.categories.performance.score) >= floors.performance).length
      while (Math.max(quick(), results.length - quick()) < majority) {
        const asked = results.length === 0 ? { onlyCategories: Object.keys(floors) } : { onlyAudits: metrics }
        results.push(await measured(base + path, { port, logLevel: 'error', extraHeaders, ...settings, ...asked }))
      }
      const scoresOf = (category) => results.filter((lhr) => lhr.categories[category]).map((lhr) => lhr.categories[category].score)
      const scores = Object.keys(floors).map((category) => [category, Math.round(100 * median(scoresOf(category)))])
      console.log(`# ${path}: ${scores.map((s) => s.join(' ')).join(', ')}, ${Math.round(median(results.map((lhr) => lhr.timing.total)))} ms a run`)
      for (const [category, score] of scores) {
        const counts = (audit) => results[0].categories[category].auditRefs.some((r) => r.id === audit.id && r.weight > 0)
        const weak = Object.values(results[0].audits).filter((a) => a.score !== null && a.score < 0.9 && counts(a))
        if (score < floors[category]) audited.push(`${path}: ${category} ${score}: ${weak.map((a) => `${a.id} ${a.displayValue ?? ''}`).join(', ')}`)
      }
    }
    assert.deepEqual(audited, [])
  } finally {
    await browser.close()
  }
})

// measured is what a run of Lighthouse found. A trace that Chromium did not begin in time
// to record the navigation tells nothing about the page: Lighthouse asks to be run again.
async function measured(address, options) {
  let { lhr } = await lighthouse(address, options)
  if (lhr.runtimeError?.code === 'NO_NAVSTART') ({ lhr } = await lighthouse(address, options))
  assert.equal(lhr.runtimeError, undefined, address)
  return lhr
}

// entered is the cookie of somebody of the programme.
async function entered() {
  let cookie
  await withPage({}, async (page) => {
    await signIn(page, 'programme')
    cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  })
  return cookie
}
