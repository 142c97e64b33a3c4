// Two helpers for pages without a framework.

/** h('button', { className: 'quiet', onclick }, 'Copy'): an element. Texts stay texts, never HTML. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The letter before a name, in a colour that stays the same for the same name. */
export function avatar(name) {
  const [letter = '?'] = name.trim();
  const element = h('span', { className: 'avatar', 'aria-hidden': 'true' }, letter.toUpperCase());
  element.style.setProperty('--hue', String([...name].reduce((n, c) => (n * 31 + c.codePointAt(0)) % 360, 7)));
  return element;
}
