// A signed assessment on paper: the dossier that the exit committee reads.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { base, named, signIn, variants, withPage } from './site.mjs'

// told is what one of Poppler's programs says of a file.
function told(program, ...args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return stdout
}

// read returns what is said of a PDF, the text of each of its pages, and their lines.
function read(file) {
  const about = told('pdfinfo', '-f', '1', '-l', '99', file)
  const texts = told('pdftotext', '-layout', file, '-').split('\f').slice(0, -1)
  const lines = texts.map((text) => text.split('\n').map(plain).filter((line) => line))
  return { about, lines, pages: texts.map((text) => text.replaceAll(/\s+/g, ' ')) }
}

const plain = (text) => text.replaceAll(/\s+/g, ' ').trim()

// opened shows the assessment that a service's page leads to.
async function opened(page, service) {
  await page.goto(`/startups/${service}`)
  await page.locator('#contenu a[href^="/evaluations/"]:not([href$="et-si"])').first().click()
  await page.waitForURL(/evaluations\/\d+$/)
}

// repeat stands so many copies of rows below each of them.
function repeat([rows, times]) {
  for (const row of document.querySelectorAll(rows)) {
    for (let i = 0; i < times; i++) row.after(row.cloneNode(true))
  }
}

async function printed(page) {
  const folder = await mkdtemp(join(tmpdir(), 'transfert-dossier-'))
  try {
    const file = join(folder, 'dossier.pdf')
    await page.pdf({ path: file, preferCSSPageSize: true, tagged: true })
    return read(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

for (const variant of variants) {
  test(`an assessment prints as a dossier: ${named(variant)}`, () => withPage(variant, async (page) => {
    await signIn(page, 'programme')
    await opened(page, 'mes-marees')
    const { pages, about } = await printed(page)
    assert.match(about, /Title: +Évaluation du service Mes marées/)
    assert.match(about, /Tagged: +yes/)
    assert.equal(about.match(/size: .*\(A4\)/g).length, pages.length, about)
    for (const [i, text] of pages.entries()) {
      assert.match(text, new RegExp(`Évaluation du service Mes marées au [^/]* - transfert ${i + 1} ?/ ?${pages.length} $`), 'pages are numbered and named')
    }
    const text = pages.join(' ')
    for (const wanted of ['Office national des lacs et marais', 'La Fabrique du littoral', /Signature Le .* par Camille Durand/, 'Grille 2026-1',
      /Verdict : « Partenariats passés »/, 'Ce qui manque pour', '1. Impact et adoption', '2. Indicateurs d’impact', '3. Retours et tests utilisateurs',
      '4. Évolutions du produit', '5. Communication', '6. Code ouvert', /Choisie\. Accueil : Direction métier/, /Équipe intégrée .*Passage en .*Non choisie.*Structure dédiée .*Non choisie/,
      /44 400 120 000 https:\/\/mes-marees\.example\/stats/, /Contestée le .* par Maxime Roche/, /1\. Impact.*Contresigné par l’administration\..*6\. Code ouvert.*Contesté par l’administration\. La licence est changée depuis le mois dernier/,
      `Adresse ${base}/evaluations/`]) {
      assert.match(text, wanted instanceof RegExp ? wanted : new RegExp(wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')), 'it is told')
    }
    for (const unwanted of ['Inscrire au registre', 'Renvoyer', 'Se déconnecter', 'Démonstration', 'Motif']) {
      assert.ok(!text.includes(unwanted), `${unwanted} is on paper`)
    }
  }))
}

for (const rows of [0, 15]) {
  test(`no heading is left behind by its table, wherever the page ends: ${rows} rows more`, () => withPage({}, async (page) => {
    await signIn(page, 'programme')
    await opened(page, 'carte-des-sources')
    await page.evaluate(repeat, ['#contenu tbody tr:last-child', rows])
    const headings = (await page.locator('#contenu').locator('h2, h3, caption').allTextContents()).map(plain)
    for (let push = 0; push < 6; push++) {
      await page.evaluate((height) => { document.querySelector('h1').style.marginTop = height }, `${push * 9}rem`)
      const { lines } = await printed(page)
      assert.deepEqual(lines.map((of) => of.at(-2)).filter((last) => headings.includes(last)), [], `pushed down by ${push * 9} rem`)
    }
  }))
}

test('a table that goes on over pages repeats its head', () => withPage({}, async (page) => {
  await signIn(page, 'programme')
  await opened(page, 'carte-des-sources')
  await page.evaluate(repeat, ['#user_tests-sessions-titre ~ tbody tr:last-child', 99])
  const { lines } = await printed(page)
  const pages = lines.filter((of) => of.some((line) => /^\d.* 5 .*\/tests$/.test(line)))
  assert.ok(pages.length > 2, `${pages.length} pages`)
  for (const of of pages) assert.ok(of.includes('Date Participants Lien de la preuve'), of.join('\n'))
}))

test('what the programme decided is on paper too', () => withPage({}, async (page) => {
  await opened(page, 'carnet-de-quai')
  const { pages } = await printed(page)
  assert.match(pages.join(' '), /Inscription .*au registre : « Réalisations »\. Décidé le .*contreseing de l’administration/)
  assert.doesNotMatch(pages.join(' '), /Camille Durand/, 'what is published names nobody')
}))
