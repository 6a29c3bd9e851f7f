// Turns a button off while its form is sent: the answer to a second click would hide the
// one to the first.
const longest = 10_000 // a page that is still there then gets its buttons back

document.addEventListener('submit', (event) => {
  const { target, submitter } = event
  if (event.defaultPrevented || target.method !== 'post' || !submitter || submitter.value === 'download') return
  setTimeout(() => { submitter.disabled = true }) // once the form holds what the button says
  setTimeout(() => { submitter.disabled = false }, longest)
})

addEventListener('pageshow', (event) => {
  if (event.persisted) for (const button of document.querySelectorAll('form button[disabled]')) button.disabled = false
})
