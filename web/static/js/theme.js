// Changes the theme where one is, so that nothing typed in the page is lost.
const choice = document.querySelector('[data-theme-choice]')

choice?.addEventListener('submit', (event) => {
  event.preventDefault()
  show(event.submitter)
  const body = new URLSearchParams(new FormData(choice, event.submitter))
  fetch(choice.action, { method: 'POST', body, redirect: 'manual' })
})

// show says it on the page as the server does.
function show(button) {
  const { dataset } = document.documentElement
  dataset.frScheme = button.value
  if (button.value === 'system') delete dataset.frTheme
  else dataset.frTheme = button.value
  for (const other of choice.elements) if (other.name === 'theme') other.ariaPressed = String(other === button)
}
