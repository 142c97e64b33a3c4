// The current code of a second factor with the time that it is still good for.
import { h } from './dom.js';
import { svg } from './icons.js';

const PERIOD = 30; // seconds, as the package's codes have it
const RADIUS = 9;
const AROUND = 2 * Math.PI * RADIUS;

/**
 * @param {() => string | Promise<string>} read gives the current code; asked once every period
 * @returns {HTMLElement} it keeps itself up to date until it is taken out of the page
 */
export function totp(read) {
  const code = h('output', { className: 'totp-code', 'aria-label': 'Current code', 'aria-live': 'off' }, '··· ···');
  const left = h('span', { className: 'totp-left' });
  const arc = svg('circle', { class: 'totp-arc', cx: 12, cy: 12, r: RADIUS, 'stroke-dasharray': AROUND });
  const track = svg('circle', { class: 'totp-track', cx: 12, cy: 12, r: RADIUS });
  const ring = svg('svg', { class: 'totp-ring', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, track, arc);
  const element = h('div', { className: 'totp' }, code, h('span', { className: 'totp-clock' }, ring, left));
  let shown = null; // the period whose code is shown

  async function show(period) {
    shown = period;
    try {
      const text = await read();
      if (period === shown) code.textContent = text.replace(/^(\d{3})(\d{3})$/, '$1 $2'); // else it came too late
    } catch {
      code.textContent = 'not readable';
      element.classList.add('failed');
    }
  }

  function tick() {
    const now = Date.now() / 1000;
    const seconds = PERIOD - (now % PERIOD);
    const period = Math.floor(now / PERIOD);
    if (period !== shown) show(period);
    arc.setAttribute('stroke-dashoffset', AROUND * (1 - seconds / PERIOD));
    left.textContent = `${Math.ceil(seconds)} s`;
    element.classList.toggle('ending', seconds <= 5);
  }

  tick();
  let seen = false;
  const timer = setInterval(() => {
    if (element.isConnected) seen = true;
    else if (seen) return clearInterval(timer);
    tick();
  }, 250);
  return element;
}
