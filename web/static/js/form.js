// Saves the checklist by itself, part by part, and shows what the server makes of
// it. What is not saved yet is kept in the browser, and comes back after a crash.
const form = document.querySelector('form[data-live]')
const draft = form?.dataset.keep && `transfert ${form.dataset.keep} `
const key = draft && draft + crypto.randomUUID() // each page keeps its own
let imported = document.getElementById('faits-importes') !== null // and not yet looked at

const edits = new Map() // the last edit of each section, by its id
let edit = 0 // counts what is typed
let saved = 0 // the edit up to which the server has everything
let typedAt = Date.now()
let restoring // what is kept of an earlier page, until the server has it
const left = new Map() // whether a field that was changed has been left since, by its id
const unwanted = new Set() // what is kept and the server does not take
let busy = false // one request at a time
let again = false // something is to be sent once it is back
const pressed = [] // meanwhile: the intents of buttons, and where the focus was
const lost = [] // the requests whose answers did not come
let timer
let failures = 0 // in a row
let told = '' // of them
let standing // what was told last of it

if (form) {
  form.addEventListener('input', ({ target }) => {
    clean(target)
    if (target.id) left.set(target.id, false)
    edited(target.closest('section'))
    later(target.matches('[type=radio], [type=checkbox], select') ? 150 : 1200)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send(event.submitter?.value)
  })
  form.addEventListener('focusout', ({ target }) => {
    if (left.get(target.id) === false) later(0)
    if (left.has(target.id)) left.set(target.id, true)
  })
  standing = words()
  if (key) start()
}

function start() {
  navigator.locks.request(key, () => new Promise(() => {})) // as long as this page is there
  if (imported) {
    history.replaceState(null, '', form.action) // where the form is, saved or kept
    edit++
    keep()
  } else {
    restore()
    for (const each of keptBefore()) navigator.locks.request(each, () => {}).then(() => restore()) // once its page is gone
  }
  addEventListener('beforeunload', (event) => edit > saved && !leave() && event.preventDefault())
  addEventListener('online', refresh)
  addEventListener('pageshow', (event) => event.persisted && refresh())
  setInterval(() => attended() && refresh(), 30_000)
}

// A page without typing for a while does not keep its reader signed in.
const attended = () => !busy && document.visibilityState === 'visible' && Date.now() - typedAt < 600_000

// refresh asks for news, unless that would save imported facts without review.
const refresh = () => imported || send()

// leave sends what is typed although nothing waits for the answer, and reports whether
// it can: a browser lets little be sent from a page that is left.
function leave() {
  if (imported || failures > 0 || restoring || form.querySelector('[data-unsaved]')) return false
  const body = new URLSearchParams(new FormData(form))
  body.set('intent', 'sync')
  identify(body)
  if (body.toString().length > 60_000) return false
  keep()
  post(body, { keepalive: true }).catch(() => {}) // what is kept comes back
  return true
}

// restore sends what a page kept that is no more. Until the server has answered, nothing
// that is typed may stand in its way. Nobody has looked at imported facts: they wait for
// an answer.
async function restore(agreed) {
  const { held } = await navigator.locks.query()
  const from = keptBefore().find((each) => !unwanted.has(each) && !held.some((lock) => lock.name === each))
  if (!from || busy || edit > saved) return
  const body = new URLSearchParams(localStorage.getItem(from))
  if (body.has('imported') && from !== agreed) return ask(from)
  body.delete('imported')
  restoring = { from, body: body.toString() }
  edit++
  form.inert = true
  send()
}

// ask shows the question whether imported facts that were left are wanted.
function ask(from) {
  const question = document.getElementById('import-garde')
  question.hidden = false
  question.querySelector('button').focus()
  question.onclick = ({ target: { value } }) => {
    if (!value) return
    question.hidden = true
    if (value === 'discard') storage('removeItem', from)
    restore(from)
  }
}

// keptBefore names what other pages have kept of this form.
function keptBefore() {
  try {
    return Object.keys(localStorage).filter((each) => each.startsWith(draft) && each !== key)
  } catch {
    return []
  }
}

function edited(section) {
  edits.set(section?.id, ++edit)
  typedAt = Date.now()
  imported = false
  keep()
}

function later(delay) {
  clearTimeout(timer)
  timer = setTimeout(send, delay)
}

// send posts the form, for a button or by itself.
async function send(intent, at = document.activeElement) {
  if (busy || restoring && intent) {
    if (intent) pressed.push([intent, at])
    again = true
    return
  }
  clearTimeout(timer)
  busy = true
  again = false
  const asked = { edit, intent, at }
  const body = new URLSearchParams(restoring?.body ?? new FormData(form))
  body.set('intent', intent ?? (restoring ? 'restore' : 'sync'))
  if (key) identify(body)
  const answer = await receivable(body).catch(failed)
  busy = false
  if (answer) receive(answer, asked)
  if (restoring) return
  if (pressed.length > 0) send(...pressed.shift())
  else if (again) send()
}

// identify gives an edit a name of its own, beside those of the edits whose answers did
// not come.
function identify(body) {
  for (const id of lost) body.append('lost', id)
  lost.push(crypto.randomUUID())
  body.set('sent', lost.at(-1))
}

const post = (body, options) => fetch(form.action, { method: 'POST', body, headers: { 'X-Requested-With': 'fetch' }, ...options })

async function receivable(body) {
  const answer = await post(body, { signal: AbortSignal.timeout(20_000) })
  if (!answer.redirected && ![200, 409, 422].includes(answer.status)) throw answer.status
  return { redirected: answer.redirected, url: answer.url, html: await answer.text() }
}

// receive shows an answer. A button whose answer would not hold what was typed since is
// pressed again.
function receive(answer, asked) {
  if (asked.intent && edit > asked.edit && (answer.redirected || /^(add|remove|undo|take)/.test(asked.intent))) {
    pressed.unshift([asked.intent, asked.at])
    return
  }
  lost.length = 0
  if (answer.redirected) {
    saved = edit
    pressed.length = 0
    storage('removeItem', key)
    location = answer.url
    return
  }
  const earlier = restoring
  release()
  show(answer.html, asked)
  tell()
  failures = 0
  if (form.querySelector('[data-unsaved]') || edit > asked.edit) {
    keep()
  } else {
    saved = edit
    imported = false
    storage('removeItem', key)
  }
  if (earlier) storage('removeItem', earlier.from)
  if (key) restore()
}

// words say where the assessment stands and what is saved.
function words() {
  return ['bilan', 'enregistrement'].map((id) => document.getElementById(id).textContent.trim()).join(' ')
}

// tell announces what changed: where the assessment stands and what is saved, and what
// is wrong with fields that were left.
function tell() {
  const text = words()
  if (told) say(`Connexion rétablie. ${text}`)
  else if (text !== standing) say(text)
  standing = text
  told = ''
  let news = ''
  for (const link of form.querySelectorAll('[data-unsaved] a')) {
    const field = document.getElementById(link.hash.slice(1))
    if (!left.get(field?.id) || field === document.activeElement || field.hasAttribute('aria-invalid')) continue
    refuse(field, link.textContent)
    news += `${link.textContent} `
  }
  if (news) document.getElementById('alerte').textContent = news
}

// refuse ties what is wrong with a field to it.
function refuse(field, words) {
  const group = field.closest('.fr-input-group, .fr-select-group')
  if (!group) return
  const kind = group.className.includes('select') ? 'select' : 'input'
  const message = document.createElement('p')
  message.className = 'fr-error-text'
  message.id = `${field.id}-erreur`
  message.textContent = words
  group.append(message)
  group.classList.add(`fr-${kind}-group--error`)
  field.classList.add(`fr-${kind}--error`)
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', message.id)
}

function release() {
  restoring = undefined
  form.inert = false
}

// show puts each element of an answer in the place of the one with its id.
function show(html, { edit: sent, intent, at }) {
  const answer = new DOMParser().parseFromString(html, 'text/html')
  const active = document.activeElement
  const section = active.closest('section')?.id
  let focus
  for (const element of [...answer.body.children]) {
    const old = document.getElementById(element.id)
    const within = old?.contains(document.activeElement)
    for (const open of old?.querySelectorAll('details[open][id]') ?? []) element.querySelector(`#${open.id}`)?.setAttribute('open', '')
    const target = element.querySelector('[autofocus]')
    target?.removeAttribute('autofocus')
    const part = changed(old, element, sent, within && !intent)
    part?.old.replaceWith(part.element)
    if (intent ? active === at : part && within) focus ??= target?.id
  }
  if (focus) document.getElementById(focus)?.focus()
  else if (document.activeElement !== active) refocus(active, section)
  if (/^(add|remove|undo|take|plan)/.test(intent)) {
    edited()
    later(150)
  }
}

// refocus goes back to a field that was replaced, or to where it was.
function refocus({ id, selectionStart, selectionEnd }, section) {
  const field = id && document.getElementById(id)
  const place = field || document.getElementById(section ?? 'nouvelles') || form
  if (!field) place.tabIndex = -1
  place.focus()
  if (field && selectionStart != null) field.setSelectionRange(selectionStart, selectionEnd)
}

// changed tells what of the page an element of an answer replaces, if anything: the
// fields that hold the focus stay, and only the words about them change.
function changed(old, element, sent, typing) {
  if (!old || old.isEqualNode(element)) return
  if (!element.matches('section')) return typing ? mark(old, element) : { old, element }
  const since = edits.get(old.id) > sent
  if (!since && !(typing && 'theirs' in element.dataset)) return { old, element }
  if ('theirs' in element.dataset || element.querySelector('.clash')) return
  return { old: old.querySelector('.card__foot'), element: element.querySelector('.card__foot') }
}

// mark updates the digest of a part, without the words about it.
function mark(old, element) {
  const [to, from] = [old, element].map((state) => state.querySelector('[name^="read."]'))
  if (to && from) to.value = from.value
}

function failed(status) {
  const refused = status >= 400 && status < 500
  const ended = status === 401
  if (refused && !ended && restoring) {
    unwanted.add(restoring.from)
    release()
  }
  const text = !key
    ? 'Pas de réponse du serveur. Vos réponses restent dans cette page, le verdict suivra dès que possible.'
    : ended
      ? 'Votre session a pris fin. Reconnectez-vous dans un autre onglet : vos réponses sont gardées dans cette page et seront enregistrées ensuite.'
      : refused
        ? 'Le serveur n’accepte plus vos réponses. Elles restent dans cette page et dans ce navigateur : gardez-en une copie avant de la recharger.'
        : 'Pas de réponse du serveur. Vos réponses sont gardées dans ce navigateur et seront enregistrées dès que possible.'
  if (text !== told) say(text)
  told = text
  document.getElementById('enregistrement').textContent = text
  failures++
  later(Math.min(2 ** failures, 30) * 1000)
}

function say(text) {
  document.getElementById('annonce').textContent = text
}

// clean removes the error of a field once it is typed in.
function clean(field) {
  const group = field.closest('.fr-input-group--error, .fr-select-group--error, .fr-fieldset--error')
  if (!group) return
  group.classList.remove('fr-input-group--error', 'fr-select-group--error', 'fr-fieldset--error')
  group.querySelector('.fr-error-text, .fr-messages-group')?.remove()
  for (const part of [group, field]) {
    part.removeAttribute('aria-invalid')
    part.removeAttribute('aria-describedby')
  }
  field.classList.remove('fr-input--error', 'fr-select--error')
}

// keep stores the form in the browser, with the names of the edits whose answers are
// still to come.
function keep() {
  if (!key) return
  const body = new URLSearchParams(new FormData(form))
  for (const id of lost) body.append('lost', id)
  storage('setItem', key, `${imported ? 'imported&' : ''}${body}`)
}

// storage changes what is kept, if the browser allows it.
function storage(act, ...value) {
  try {
    localStorage[act](...value)
  } catch {
    // Without storage, what is typed stays in the page alone until it is saved.
  }
}
