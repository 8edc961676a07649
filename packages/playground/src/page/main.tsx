/**
 * The page begins here.
 */
import { render } from 'preact';
import { App } from './app.js';
import { listen } from './keys.js';
import './style.css';
import { Page } from './views/page.js';

const app = new App();
const root = document.getElementById('page') as HTMLElement;

app.onChange((state) => render(<Page app={app} state={state} />, root));
listen(app);
addEventListener('hashchange', () => void app.open());
void app.open();
