// Builds what package static embeds: one style sheet out of DSFR and css/, one
// script out of js/, the fonts and icons that they use, the favicons. Each is
// named after its content, stands in dist/ beside its compressed forms, and is
// listed there in manifest.json. Run it in this folder, after npm ci.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, extname, join, parse } from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import esbuild from 'esbuild'
import postcss from 'postcss'
import { PurgeCSS } from 'purgecss'

const dsfr = 'node_modules/@gouvfr/dsfr/dist'

// The parts of DSFR that package dsfr renders. Core comes first and scheme last.
const components = ['alert', 'badge', 'breadcrumb', 'button', 'checkbox', 'connect', 'footer', 'form', 'header',
  'highlight', 'input', 'link', 'logo', 'modal', 'navigation', 'notice', 'pagination', 'radio', 'search', 'select', 'skiplink',
  'table', 'tag', 'upload']

const dsfrSheets = [
  `${dsfr}/core/core.main.css`,
  `${dsfr}/utility/icons/icons.main.css`,
  ...components.map((name) => `${dsfr}/component/${name}/${name}.main.css`),
  `${dsfr}/scheme/scheme.css`,
]

// Print has the last word.
async function ownSheets() {
  const sheets = await list('css', /\.css$/)
  return [...sheets.filter((file) => file !== 'css/print.css'), 'css/print.css']
}

// Whatever stands in these files as a whole word counts as used.
const sources = (await Promise.all([
  list('../page', /(?<!_templ|_test)\.(templ|go)$/), list('../dsfr', /(?<!_templ|_test)\.(templ|go)$/),
  list('../chart', /(?<!_templ|_test)\.(templ|go)$/),
  list('../../content/page', /\.md$/), list('css', /\.css$/), list('js', /\.js$/),
])).flat()

async function list(folder, pattern) {
  return (await readdir(folder)).filter((name) => pattern.test(name)).sort().map((name) => join(folder, name))
}

// Only the icons that the sources name. One that DSFR does not have would show
// as a solid square.
async function usedIcons(css) {
  const words = (await Promise.all(sources.map((file) => readFile(file, 'utf8')))).join('\n')
  const used = new Set(words.match(/fr-icon-[a-z0-9-]*[a-z0-9]/g))
  const missing = new Set(used)
  const root = postcss.parse(css)
  root.walkRules((rule) => {
    const name = rule.selector.match(/fr-icon-[a-z0-9-]+/)?.[0]
    missing.delete(name)
    if (!used.has(name)) rule.remove()
  })
  if (missing.size > 0) throw new Error(`DSFR has no icon ${[...missing].join(', ')}`)
  return root.toString()
}

// Joins style sheets, with the images in them and the fonts beside them.
async function joined(sheets, plugins = [trimmed]) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: sheets.map((sheet) => `@import "./${sheet}";`).join('\n'), loader: 'css', resolveDir: '.' },
    bundle: true, write: false, outdir: 'dist', assetNames: '[name]-[hash]', logLevel: 'warning', plugins,
    loader: { '.svg': 'dataurl', '.woff2': 'file' },
  })
  const css = outputFiles.find((file) => file.path.endsWith('.css')).text
  return { css, fonts: outputFiles.filter((file) => file.path.endsWith('.woff2')) }
}

// What is not ours to keep of DSFR leaves before its images and fonts are read.
const trimmed = {
  name: 'trimmed',
  setup(build) {
    trim(build, /core\.main\.css$/, withoutFonts)
    trim(build, /icons\.main\.css$/, usedIcons)
  },
}

const fontless = { name: 'fontless', setup: (build) => trim(build, /core\.main\.css$/, withoutFonts) }

function trim(build, filter, change) {
  build.onLoad({ filter }, async ({ path }) => ({ contents: await change(await readFile(path, 'utf8')), loader: 'css' }))
}

// DSFR declares ten fonts in two formats each; css/fonts.css declares ours.
function withoutFonts(css) {
  return css.replaceAll(/@font-face\s*{[^}]*}/g, '')
}

// Only the rules of DSFR are purged: PurgeCSS loses some of :is(), which ours use.
async function purged(css) {
  const [result] = await new PurgeCSS().purge({
    content: sources,
    css: [{ raw: css }],
    safelist: ['blockquote', 'ol', 'ul', 'li', 'em', 'strong', 'table', 'hr'], // Markdown makes these out of signs
    dynamicAttributes: ['data-fr-scheme', 'data-fr-theme'],
  })
  return result.css
}

// Tokens that nothing reads go, and then those that only they read.
function withoutUnreadTokens(root) {
  const read = new Set(root.toString().match(/(?<=var\(\s*)--[\w-]+/g))
  const unread = []
  root.walkDecls(/^--/, (token) => { if (!read.has(token.prop)) unread.push(token) })
  for (const token of unread) token.remove()
  if (unread.length > 0) withoutUnreadTokens(root)
}

// DSFR turns dark where a script sets data-fr-theme. Here its dark rules follow
// the system where nobody chose a theme; paper stays white.
function darkWithoutScripts(root) {
  root.walkRules(/\[data-fr-theme="?dark"?\]/, (rule) => {
    const system = rule.clone({ selector: rule.selector.replaceAll(/\[data-fr-theme="?dark"?\]/g, '[data-fr-scheme=system]') })
    rule.replaceWith(onScreen('', rule.clone()), onScreen(' and (prefers-color-scheme: dark)', system))
  })
}

function onScreen(condition, rule) {
  const media = postcss.atRule({ name: 'media', params: `screen${condition}` })
  media.append(rule)
  return media
}

async function styles() {
  const [theirs, ours] = await Promise.all([joined(dsfrSheets), joined(await ownSheets())])
  const root = postcss.parse(await purged(theirs.css) + ours.css)
  withoutUnreadTokens(root)
  return { css: await finished(root), fonts: ours.fonts }
}

// The same sheet with all that DSFR has, for a test that looks for what the other one
// lacks. It is neither embedded nor served.
async function wholeStyles() {
  const [theirs, ours] = await Promise.all([joined(dsfrSheets, [fontless]), joined(await ownSheets())])
  return finished(postcss.parse(theirs.css + ours.css))
}

async function finished(root) {
  darkWithoutScripts(root)
  return (await esbuild.transform(root.toString(), { loader: 'css', minify: true, legalComments: 'none', target })).code
}

const target = ['chrome111', 'firefox114', 'safari16.4']

async function script() {
  const { outputFiles } = await esbuild.build({
    entryPoints: ['js/app.js'], bundle: true, minify: true, format: 'esm', write: false, target,
  })
  return outputFiles[0].text
}

const manifest = {}

async function keep(name, content) {
  const { name: stem, ext } = parse(name)
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  await keepAs(`${stem}-${hash}${ext}`, name, content)
}

async function keepAs(hashed, name, content) {
  manifest[name] = hashed
  await writeFile(`dist/${hashed}`, content)
  if (!['.css', '.js', '.svg', '.ico'].includes(extname(name))) return
  const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }
  await writeFile(`dist/${hashed}.br`, await promisify(zlib.brotliCompress)(content, quality))
  await writeFile(`dist/${hashed}.gz`, await promisify(zlib.gzip)(content, { level: 9 }))
}

async function build() {
  const { css, fonts } = await styles()
  for (const name of await readdir('dist')) if (name !== '.keep') await rm(`dist/${name}`)
  await keep('app.css', css)
  await keep('app.js', await script())
  for (const font of fonts) {
    const hashed = basename(font.path)
    await keepAs(hashed, hashed.replace(/-[A-Z0-9]{8}\./, '.'), font.contents)
  }
  for (const icon of ['favicon.svg', 'favicon.ico', 'apple-touch-icon.png']) await keep(icon, await readFile(`${dsfr}/favicon/${icon}`))
  await mkdir('whole', { recursive: true })
  await writeFile('whole/app.css', await wholeStyles())
  await writeFile('dist/manifest.json', JSON.stringify(manifest, null, 2))
}

await build()
