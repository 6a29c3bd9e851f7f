// Every page kind as a browser without scripts shows it.
import { examine } from './pages.mjs'

examine(false)
