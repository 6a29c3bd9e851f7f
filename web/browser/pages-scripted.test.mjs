// Every page kind as a browser with scripts shows it.
import { examine } from './pages.mjs'

examine(true)
