/** Opens the console: the words of the language, then whether somebody is signed in. */
import './style/base.css';
import './style/controls.css';
import './style/pieces.css';
import './style/shell.css';
import './style/pages.css';
import './style/narrow.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { resumeSession } from './client/session.ts';
import { useLanguage } from './language/language.ts';

const place = document.getElementById('console');
if (place === null) throw new Error('the page has no place for the console');
await Promise.all([useLanguage(), resumeSession()]);
render(<App />, place);
